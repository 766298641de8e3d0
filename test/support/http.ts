import { request as httpRequest, type IncomingMessage } from "node:http";
import { HOTP, Secret } from "otpauth";
import { settings } from "#db/schema/settings";
import { findAccountByAddress } from "~/features/accounts/accounts.queries.server";
import { openAccount } from "~/features/accounts/sign-in/open-account.server";
import { type StepUp, startSession } from "~/features/accounts/sign-in/sessions.server";
import { acceptUndertaking } from "~/features/consents/accept-undertaking.server";
import { isStaffRole } from "~/features/permissions/permissions";
import { buildIfStale } from "../../bin/build.js";
import { ctxFor, systemCtxFor, testDb } from "./context";
import { aMember, aPerson, type TestPerson } from "./people";
import { freePort } from "./ports";
import { type Program, startWebProcess } from "./processes";

export const PASSWORD = "eleven calm badgers";
export const TOTP_SECRET = "JBSWY3DPEHPK3PXP";

export type Answer = {
  status: number;
  headers: Headers;
  html: string;
  /** Where a redirect leads. */
  location: string | null;
  /** What the answer took. */
  queries: number;
  verifications: number;
};

type Send = { headers?: Record<string, string | string[]>; body?: string | Buffer; method?: string };
type Fields = Record<string, string | readonly string[]>;

/** A running site on this file's own database: the built server. */
export type Site = {
  baseUrl: string;
  browser: (headers?: Record<string, string>) => Browser;
  stop: () => Promise<unknown>;
  process: Program;
};

/** Starts the built server, made anew when the sources are newer. Two of them may serve one database. */
export async function startSite(environment: Record<string, string> = {}): Promise<Site> {
  await buildIfStale();
  const port = String(await freePort());
  const process = await startWebProcess({ PORT: port, HOST: "127.0.0.1", ...environment });
  const baseUrl = environment.BASE_URL ?? process.url;
  return {
    baseUrl,
    browser: (headers) => makeBrowser(`http://127.0.0.1:${port}`, baseUrl, headers),
    process,
    stop: () => process.end(),
  };
}

let kept: Site | null = null;

/**
 * The site as it is, for files that neither change how it runs nor stop it. A warm one goes on from file to file, each time on that file's
 * database; settings that a file writes past it are written before.
 */
export async function aSite(): Promise<Site> {
  await endChangedSite();
  kept ??= await startSite();
  return kept;
}

/** What a site remembers of its database are the settings: where some were written, another site is needed. */
export async function endChangedSite(): Promise<void> {
  const changed = await testDb().db.select({ key: settings.key }).from(settings).limit(1);
  if (changed.length === 0) return;
  await kept?.stop();
  kept = null;
}

export const keptSite = (): Program | undefined => kept?.process;

/** Keeps cookies as a browser does, follows nothing by itself, and says that its forms come from the site. */
export type Browser = {
  get: (path: string, send?: Send) => Promise<Answer>;
  post: (path: string, fields: Fields, send?: Send) => Promise<Answer>;
  send: (path: string, send: Send) => Promise<Answer>;
  cookies: Map<string, string>;
};

function makeBrowser(at: string, origin: string, always: Record<string, string> = {}): Browser {
  const cookies = new Map<string, string>();

  async function send(path: string, { headers = {}, body, method = "GET" }: Send): Promise<Answer> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const sent = { Host: new URL(origin).host, ...(cookie ? { Cookie: cookie } : {}), ...always, ...headers };
    const { status, headers: answered, text } = await exchange(at, path, { method, headers: sent, body });
    for (const line of answered.getSetCookie()) keep(line);
    const count = (name: string) => Number(answered.get(name));
    return {
      status,
      headers: answered,
      html: text,
      location: answered.get("Location"),
      queries: count("X-Query-Count"),
      verifications: count("X-Verification-Count"),
    };
  }

  function keep(line: string): void {
    const [pair = "", ...attributes] = line.split("; ");
    const name = pair.slice(0, pair.indexOf("="));
    if (attributes.includes("Max-Age=0")) cookies.delete(name);
    else cookies.set(name, pair.slice(pair.indexOf("=") + 1));
  }

  return {
    cookies,
    send,
    get: (path, more) => send(path, { ...more, method: "GET" }),
    post: (path, fields, more = {}) => {
      const pairs = Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, String(one)]));
      const headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        Origin: origin,
        "Sec-Fetch-Site": "same-origin",
        ...more.headers,
      };
      return send(path, { body: new URLSearchParams(pairs).toString(), ...more, method: "POST", headers });
    },
  };
}

/**
 * One request as bytes go: node's own client would mend a path or a host that a test means to be wrong. On a connection of its own: one
 * that is kept may be closed by the server at the moment of the next request.
 */
function exchange(
  at: string,
  path: string,
  { method, headers, body }: Required<Pick<Send, "method" | "headers">> & { body?: string | Buffer },
) {
  const { hostname, port } = new URL(at);
  return new Promise<{ status: number; headers: Headers; text: string }>((done, failed) => {
    const sent = httpRequest({ hostname, port, path, method, headers, setHost: false, agent: false }, (response: IncomingMessage) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("error", failed);
      response.on("end", () => {
        const answered = new Headers();
        for (let index = 0; index < response.rawHeaders.length; index += 2)
          answered.append(response.rawHeaders[index]!, response.rawHeaders[index + 1]!);
        done({ status: response.statusCode!, headers: answered, text: Buffer.concat(chunks).toString("utf8") });
      });
    });
    sent.on("error", failed);
    sent.end(body);
  });
}

/** Somebody who can sign in: a member, or staff with a second factor and the undertaking when roles are named. */
export async function anAccount(
  more: Parameters<typeof aPerson>[0] & { isMember?: boolean; hasUndertaken?: boolean } = {},
): Promise<TestPerson> {
  const { isMember = true, hasUndertaken = true, ...person } = more;
  const made = isMember ? await aMember(person) : await aPerson(person);
  const isStaff = (person.roles ?? []).some((role) => role !== "member");
  await openAccount(systemCtxFor(), { personId: made.personId, password: PASSWORD, ...(isStaff ? { totpSecret: TOTP_SECRET } : {}) });
  if (isStaff && hasUndertaken) await acceptUndertaking(ctxFor(made), { version: 1 });
  return made;
}

let codesUsed = 0;

/** Nobody in a new database has used one. */
export function forgetCodes(): void {
  codesUsed = 0;
}

/** The next unused code of `TOTP_SECRET`: in tests, codes of the coming minutes are good too. */
export function nextTestCode(): string {
  const counter = Math.floor(Date.now() / 30_000) + codesUsed++;
  return HOTP.generate({ secret: Secret.fromBase32(TOTP_SECRET), counter, digits: 6 });
}

/** Gives a browser the session that signing in leads to, with password and code just given: for tests of something else. */
export async function enter(browser: Browser, email: string): Promise<void> {
  const ctx = systemCtxFor();
  const account = await findAccountByAddress(ctx, email);
  if (!account) throw new Error(`nobody has an account with ${email}`);
  const { personId, hasSecondFactor } = account;
  const given = ctx.now as StepUp;
  const isStaff = account.roles.some(isStaffRole);
  const session = await startSession(ctx, { personId, isStaff, secondFactorAt: hasSecondFactor ? given : null, steppedUpAt: given });
  browser.cookies.set("session", session.cookie);
}

/** Signs in through the pages, with the code where one is asked for. */
export async function signIn(browser: Browser, email: string, more: { password?: string; remember?: boolean } = {}): Promise<Answer> {
  const fields = { email, password: more.password ?? PASSWORD, ...(more.remember ? { remember: "yes" } : {}) };
  const first = await browser.post("/sign-in", fields);
  if (!first.location?.startsWith("/sign-in/verify")) return first;
  return browser.post("/sign-in/verify", { code: nextTestCode() });
}
