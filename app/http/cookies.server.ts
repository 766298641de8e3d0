import { DAY } from "~/lib/dates";
import { env } from "~/lib/env.server";
import { type Exchange, keepOut } from "./exchange.server";

type Cookie = {
  name: string;
  /** Milliseconds, at most; null: until the browser closes. */
  life: number | null;
  /** Where set, the cookie lives until the browser closes unless this was done. */
  keptIf?: string;
  /** More about its life, in words. */
  lifeNote?: string;
  purpose: string;
};

/** Every cookie there is. The cookie page, the code that sets them and the crawl that looks for others read this list. */
export const COOKIES = {
  session: { name: "session", life: null, purpose: "Knows you while you are signed in, and keeps a form that you send before signing in." },
  remember: {
    name: "remember",
    life: 60 * DAY,
    lifeNote: "counted from your last visit, and never more than a year",
    purpose: "Signs you in again on this device, if you ticked “Remember me”.",
  },
  known: {
    name: "known",
    life: 365 * DAY,
    lifeNote: "counted from the last time that you signed in, or chose a password, on this device",
    purpose: "Lets you sign in on this device also while somebody else is trying wrong passwords on your account.",
  },
  display: {
    name: "display",
    life: 365 * DAY,
    keptIf: "you tick “Keep this for a year on this device”",
    purpose: "Remembers the text size and contrast that you chose.",
  },
} as const satisfies Record<string, Cookie>;

export type CookieKind = keyof typeof COOKIES;

const isSecure = () => env().baseUrl.startsWith("https:");

/** `__Host-` binds a cookie to this host and to https; a portal on plain http does without. */
const nameOf = (kind: CookieKind) => (isSecure() ? `__Host-${COOKIES[kind].name}` : COOKIES[kind].name);

export const readCookie = (exchange: Exchange, kind: CookieKind): string | null => exchange.cookies.get(nameOf(kind)) ?? null;

type Life = {
  /** Shortens the registered life. */
  until?: Date;
  /** Whether the visitor asked to have it kept, where that is asked. */
  isKept?: boolean;
};

/** Sets a cookie. Values are made of base64url and dots only. */
export function setCookie(exchange: Exchange, kind: CookieKind, value: string, { until, isKept = false }: Life = {}): void {
  const { life, keptIf }: Cookie = COOKIES[kind];
  const left = until ? until.getTime() - exchange.now.getTime() : Number.POSITIVE_INFINITY;
  const isForSession = life === null || (keptIf !== undefined && !isKept);
  write(exchange, kind, value, isForSession ? null : Math.floor(Math.min(life, left) / 1000));
}

export function clearCookie(exchange: Exchange, kind: CookieKind): void {
  if (readCookie(exchange, kind) !== null) write(exchange, kind, "", 0);
}

/** The register as the notices show it. */
export function listCookies(): { name: string; purpose: string; life: string }[] {
  return (Object.keys(COOKIES) as CookieKind[]).map((kind) => ({
    name: nameOf(kind),
    purpose: COOKIES[kind].purpose,
    life: lifeInWords(COOKIES[kind]),
  }));
}

function lifeInWords({ life, keptIf, lifeNote }: Cookie): string {
  if (life === null) return "Until you close the browser";
  const days = life / DAY;
  const longest = days === 365 ? "1 year" : `${days} days`;
  if (keptIf) return `Until you close the browser, or ${longest} if ${keptIf}`;
  return lifeNote ? `${longest}, ${lifeNote}` : longest;
}

function write(exchange: Exchange, kind: CookieKind, value: string, maxAge: number | null): void {
  const parts = [`${nameOf(kind)}=${value}`, "Path=/", "HttpOnly", "SameSite=Lax"];
  if (maxAge !== null) parts.push(`Max-Age=${maxAge}`);
  if (isSecure()) parts.push("Secure");
  exchange.response.addCookie(parts.join("; "));
  if (value) exchange.cookies.set(nameOf(kind), value);
  else exchange.cookies.delete(nameOf(kind));
  keepOut(exchange);
}

/** The first of each name counts: a second one was put there by somebody else. */
export function parseCookies(header: string | undefined): Map<string, string> {
  const cookies = new Map<string, string>();
  for (const part of (header ?? "").split(";")) {
    const at = part.indexOf("=");
    const name = part.slice(0, at).trim();
    if (at > 0 && !cookies.has(name)) cookies.set(name, part.slice(at + 1).trim());
  }
  return cookies;
}
