import { DAY } from "~/lib/dates";
import { env } from "~/lib/env.server";
import { type Exchange, keepOut } from "./exchange.server";

/** Every cookie there is. The cookie page, the code that sets them and the crawl that looks for others read this list. `life` in milliseconds; null: until the browser closes. */
export const COOKIES = {
  session: { name: "session", life: null, purpose: "Knows you while you are signed in, and keeps a form that you send before signing in." },
  remember: { name: "remember", life: 60 * DAY, purpose: "Signs you in again on this device, if you ticked “Remember me”." },
} as const satisfies Record<string, { name: string; life: number | null; purpose: string }>;

export type CookieKind = keyof typeof COOKIES;

const isSecure = () => env().baseUrl.startsWith("https:");

/** `__Host-` binds a cookie to this host and to https; a portal on plain http does without. */
const nameOf = (kind: CookieKind) => (isSecure() ? `__Host-${COOKIES[kind].name}` : COOKIES[kind].name);

export const readCookie = (exchange: Exchange, kind: CookieKind): string | null => exchange.cookies.get(nameOf(kind)) ?? null;

/** Sets a cookie; `until` shortens its registered life. Values are made of base64url and dots only. */
export function setCookie(exchange: Exchange, kind: CookieKind, value: string, until?: Date): void {
  const { life } = COOKIES[kind];
  const left = until ? until.getTime() - exchange.now.getTime() : Number.POSITIVE_INFINITY;
  write(exchange, kind, value, life === null ? null : Math.floor(Math.min(life, left) / 1000));
}

export function clearCookie(exchange: Exchange, kind: CookieKind): void {
  if (readCookie(exchange, kind) !== null) write(exchange, kind, "", 0);
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
