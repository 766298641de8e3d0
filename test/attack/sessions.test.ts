import { setTimeout as sleep } from "node:timers/promises";
import { eq, sql } from "drizzle-orm";
import type { TransactionSql } from "postgres";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { accounts, sessions } from "#db/schema/accounts";
import { messages } from "#db/schema/mail/messages";
import { rateLimits } from "#db/schema/platform";
import { grant } from "~/features/permissions/grants.server";
import { sha256 } from "~/lib/tokens.server";
import { ATTEMPTS, aMemberWithFactor, type WeightyAct } from "../support/acts";
import { ownerDb, systemCtxFor, testDb } from "../support/context";
import { type Answer, anAccount, aSite, type Browser, enter, nextTestCode, PASSWORD, type Site, signIn, startSite } from "../support/http";

let first: Site;
let second: Site;
beforeAll(async () => {
  first = await aSite();
  second = await startSite({ BASE_URL: first.baseUrl });
});
afterAll(() => second.stop());
beforeEach(async () => {
  await testDb().db.delete(rateLimits);
});

const isSignedIn = async (browser: Browser) => (await browser.get("/account/profile")).status === 200;

/** The same cookies against another process, as they were at this moment. */
function copyOf(browser: Browser, site: Site): Browser {
  const copy = site.browser();
  for (const [name, value] of browser.cookies) copy.cookies.set(name, value);
  return copy;
}

async function expectDead(...browsers: Browser[]): Promise<void> {
  for (const browser of browsers) expect(await isSignedIn(browser)).toBe(false);
}

test("B6: an identifier from before signing in is worth nothing afterwards", async () => {
  const { email } = await anAccount();
  const attacker = first.browser();
  await attacker.post("/account/profile", { fullName: "Mallory" });
  const planted = attacker.cookies.get("session")!;
  const victim = copyOf(attacker, first);

  await signIn(victim, email);

  expect(victim.cookies.get("session")).not.toBe(planted);
  await expectDead(attacker);
  expect(await isSignedIn(victim)).toBe(true);
});

test("B6: an identifier that the server never gave is not taken up", async () => {
  const { email } = await anAccount();
  const browser = first.browser();
  browser.cookies.set("session", "A".repeat(43));

  await signIn(browser, email);

  expect(browser.cookies.get("session")).not.toBe("A".repeat(43));
});

test("B6: the second factor brings a new identifier, and the one from before it opens nothing", async () => {
  const { email } = await anAccount({ roles: ["editor"] });
  const browser = first.browser();
  await browser.post("/sign-in", { email, password: PASSWORD });
  const before = copyOf(browser, first);

  await browser.post("/sign-in/verify", { code: nextTestCode() });

  expect(browser.cookies.get("session")).not.toBe(before.cookies.get("session"));
  await expectDead(before);
  expect(await isSignedIn(browser)).toBe(true);
});

test("B6: an identifier that another one took the place of does not sign its owner out", async () => {
  const { email } = await anAccount();
  const owner = first.browser();
  await signIn(owner, email, { remember: true });
  const thief = first.browser();
  thief.cookies.set("session", owner.cookies.get("session")!);
  expect((await owner.post("/sign-in/confirm", { password: PASSWORD })).status).toBe(303);

  expect((await thief.post("/account/profile", { fullName: "Mallory" })).location).toMatch(/^\/sign-in/);

  expect(await isSignedIn(owner)).toBe(true);
  owner.cookies.delete("session");
  expect(await isSignedIn(owner)).toBe(true);
});

test("B7: the database holds hashes of identifiers with 256 random bits", async () => {
  const { email } = await anAccount();
  const browser = first.browser();
  await signIn(browser, email);
  const cookie = browser.cookies.get("session")!;

  expect(Buffer.from(cookie, "base64url").length).toBe(32);
  const rows = await testDb()
    .db.select()
    .from(sessions)
    .where(eq(sessions.idHash, sha256(cookie)));
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain(cookie);
});

test("B7: signing out ends the session in every process", async () => {
  const { email } = await anAccount();
  const browser = first.browser();
  await signIn(browser, email);
  const copies = [copyOf(browser, first), copyOf(browser, second)];
  expect(await isSignedIn(copies[1]!)).toBe(true);

  const out = await browser.post("/sign-out", {});

  expect(out.headers.get("Clear-Site-Data")).toBe('"cache"');
  await expectDead(...copies);
});

test("B7: a new password ends every other session, and leaves this one under a new identifier", async () => {
  const { email } = await anAccount();
  const [here, there] = [first.browser(), second.browser()];
  await signIn(here, email, { remember: true });
  await signIn(there, email, { remember: true });
  const before = copyOf(here, second);

  await here.post("/account/password", { newPassword: "a quite different marmalade" });

  expect(await isSignedIn(here)).toBe(true);
  await expectDead(there, before);
});

test("B7: setting up a second factor ends every other session", async () => {
  const { email } = await anAccount();
  const [here, there] = [first.browser(), second.browser()];
  await signIn(here, email);
  await signIn(there, email);
  const secret = /key into the app: <code>([A-Z2-7 ]+)/.exec((await here.get("/account/security/set-up")).html)![1]!.replaceAll(" ", "");
  const { HOTP, Secret } = await import("otpauth");
  const code = HOTP.generate({ secret: Secret.fromBase32(secret), counter: Math.floor(Date.now() / 30_000), digits: 6 });

  const confirmed = await here.post("/account/security/set-up", { code });

  expect(confirmed.status).toBe(200);
  expect(await isSignedIn(here)).toBe(true);
  await expectDead(there);
});

test("B7: a suspended account is out at once", async () => {
  const { email, personId } = await anAccount();
  const browser = first.browser();
  await signIn(browser, email, { remember: true });

  await testDb().db.update(accounts).set({ state: "suspended" }).where(eq(accounts.personId, personId));

  await expectDead(browser, copyOf(browser, second));
});

test.each([
  ["a member's session ends after two idle hours", [], "121 minutes", false],
  ["a member's session lives through an idle hour", [], "60 minutes", true],
  ["staff are signed out after half an idle hour", ["editor" as const], "31 minutes", false],
])("B7: %s", async (_rule, roles, idle, survives) => {
  const { email, personId } = await anAccount({ roles });
  const browser = first.browser();
  await signIn(browser, email);

  const ago = sql`${idle}::interval`;
  await testDb()
    .db.update(sessions)
    .set({ seenAt: sql`seen_at - ${ago}`, expiresAt: sql`expires_at - ${ago}` })
    .where(eq(sessions.personId, personId));

  expect(await isSignedIn(browser)).toBe(survives);
});

test("B7: a session in use all day ends after twelve hours", async () => {
  const { email, personId } = await anAccount();
  const browser = first.browser();
  await signIn(browser, email);

  await testDb().db.update(sessions).set({ endsAt: sql`ends_at - interval '12 hours'` }).where(eq(sessions.personId, personId));

  await expectDead(browser);
});

test("B8: a remembered device signs in again, with a new verifier each time", async () => {
  const { email } = await anAccount();
  const browser = first.browser();
  await signIn(browser, email, { remember: true });
  const before = browser.cookies.get("remember");
  browser.cookies.delete("session");

  expect(await isSignedIn(browser)).toBe(true);

  expect(browser.cookies.get("remember")).not.toBe(before);
  browser.cookies.delete("session");
  expect(await isSignedIn(browser)).toBe(true);
});

test("B8: replaying an old verifier ends the whole family, and the person is told", async () => {
  const { email, personId } = await anAccount();
  const browser = first.browser();
  await signIn(browser, email, { remember: true });
  const thief = copyOf(browser, second);
  thief.cookies.delete("session");
  browser.cookies.delete("session");
  expect(await isSignedIn(browser)).toBe(true);
  await testDb().db.update(sessions).set({ rotatedAt: sql`rotated_at - interval '11 seconds'` }).where(eq(sessions.personId, personId));

  expect(await isSignedIn(thief)).toBe(false);

  await expectDead(browser);
  const told = await testDb().db.select({ kind: messages.kind }).from(messages).where(eq(messages.personId, personId));
  expect(told).toEqual([{ kind: "remember-theft" }]);
});

test("B8: two tabs that open at once both get in", async () => {
  const { email } = await anAccount();
  const browser = first.browser();
  await signIn(browser, email, { remember: true });
  const tabs = [copyOf(browser, first), copyOf(browser, second), copyOf(browser, first)];
  for (const tab of tabs) tab.cookies.delete("session");

  expect(await Promise.all(tabs.map(isSignedIn))).toEqual([true, true, true]);
});

test("B8: a device that signs in again while it is ended elsewhere does not outlive that", async () => {
  const { email, personId } = await anAccount();
  const [phone, here] = [first.browser(), first.browser()];
  await signIn(phone, email, { remember: true });
  await signIn(here, email);
  phone.cookies.delete("session");

  const both = await ownerDb().sql.begin(async (sql) => {
    await sql`select from sessions where person_id = ${personId} and kind = 'remember' for update`;
    const returns = phone.get("/account");
    await waiting(sql, 1);
    const ends = here.post("/account/sessions/end-others", {});
    await waiting(sql, 2);
    return { returns, ends };
  });
  await Promise.all([both.returns, both.ends]);

  await expectDead(phone);
  expect(await isSignedIn(here)).toBe(true);
});

test.each<[string, (own: Browser, other: Browser) => Promise<Answer>]>([
  ["signs out there", (own) => own.post("/sign-out", {})],
  ["ends it from elsewhere", (_own, other) => other.post("/account/sessions/end-others", {})],
])("B7: who confirms that it is them on a session, while somebody %s, is not signed in by that", async (_how, end) => {
  const { email, personId } = await aMemberWithFactor();
  const [own, other] = [first.browser(), first.browser()];
  for (const browser of [own, other]) await signIn(browser, email);
  const signingOut = copyOf(own, first);

  const both = await ownerDb().sql.begin(async (sql) => {
    await sql`select from accounts where person_id = ${personId} for update`;
    const confirms = own.post("/sign-in/confirm", { password: PASSWORD, code: nextTestCode() });
    await waiting(sql, 1);
    const ends = end(signingOut, other);
    await Promise.race([ends, waiting(sql, 2)]);
    return { confirms, ends };
  });
  await Promise.all([both.confirms, both.ends]);

  await expectDead(own, signingOut);
  expect(await isSignedIn(other)).toBe(true);
});

test("B6: who confirms twice at once, as by a double click, is let in both times and leaves no cookie from before", async () => {
  const { email } = await anAccount();
  const own = first.browser();
  await signIn(own, email);
  const twice = [copyOf(own, first), copyOf(own, second)];

  const answers = await Promise.all(twice.map((browser) => browser.post("/sign-in/confirm", { password: PASSWORD })));

  expect(answers.map(({ status }) => status)).toEqual([303, 303]);
  await expectDead(own);
});

test.each<WeightyAct>([
  "change-password",
  "replace-factor",
  "remove-factor",
  "make-recovery-codes",
  "add-address",
  "choose-main-address",
  "remove-address",
  "copy-own-data",
  "leave",
])("B7: what a copy of the session was doing while its owner signed everything out is not done: %s", async (act) => {
  const member = await aMemberWithFactor();
  const { path, fields } = await ATTEMPTS[act](member);
  const own = first.browser();
  await enter(own, member.email);
  const thief = copyOf(own, second);
  const sent = typeof fields === "function" ? await fields() : fields!;

  const both = await ownerDb().sql.begin(async (sql) => {
    // where the new password is written down: everything is signed out by then, and not for others to see
    await sql`lock table audit_entries in share mode`;
    const changes = own.post("/account/password", { newPassword: "seven striped umbrellas" });
    await waiting(sql, 1);
    const copied = thief.post(path, sent);
    await Promise.race([copied, waiting(sql, 2)]);
    return { changes, copied };
  });
  const [changed, copied] = await Promise.all([both.changes, both.copied]);

  expect([changed.status, changed.location]).toEqual([303, "/account"]);
  expect(await isSignedIn(own)).toBe(true);
  await expectDead(thief);
  expect([copied.status, copied.location]).toEqual([303, expect.stringMatching(SIGNED_OUT)]);
  expect((await signIn(first.browser(), member.email, { password: "seven striped umbrellas" })).location).toBe("/");
});

test("B7: of two that change the password from one session at once, one is signed in, and the other is not told that it did", async () => {
  const { email } = await anAccount();
  const own = first.browser();
  await enter(own, email);
  const tabs = [copyOf(own, first), copyOf(own, second)];

  const answers = await Promise.all(tabs.map((tab) => tab.post("/account/password", { newPassword: "seven striped umbrellas" })));

  const said = await Promise.all(tabs.map(isSignedIn));
  expect(said.filter(Boolean)).toHaveLength(1);
  expect(answers.map(({ location }) => location)).toEqual(said.map((isIn) => (isIn ? "/account" : expect.stringMatching(SIGNED_OUT))));
  expect((await first.browser().get("/sign-in?next=%2Faccount%2Fpassword&ended=yes")).html).toContain(
    "You were signed out just as you sent this",
  );
});

/** Signing in again, where it says so. */
const SIGNED_OUT = /^\/sign-in\?next=%2F.*&ended=yes$/;

/** Until so many statements of others wait for a lock. */
async function waiting(sql: TransactionSql, count: number): Promise<void> {
  while ((await sql`select from pg_locks where not granted`).length < count) await sleep(20);
}

test("B8: staff are never remembered, not even who became staff since", async () => {
  const staff = await anAccount({ roles: ["editor"] });
  const browser = first.browser();
  const { location } = await browser.post("/sign-in", { email: staff.email, password: PASSWORD, remember: "yes" });
  expect(location).toContain("/sign-in/verify");
  await browser.post("/sign-in/verify", { code: nextTestCode() });
  expect(browser.cookies.has("remember")).toBe(false);

  const { email, personId } = await anAccount();
  const promoted = first.browser();
  await signIn(promoted, email, { remember: true });
  await grant(systemCtxFor(), { personId, role: "moderator", source: "test" });
  promoted.cookies.delete("session");
  expect((await promoted.get("/account/profile")).location).toContain("/sign-in?");
  expect(promoted.cookies.has("remember")).toBe(false);
});

test("PMN-21: the session cookie has no expiry, and its bearer is out when the browser closes", async () => {
  const { email } = await anAccount();

  const answer = await signIn(first.browser(), email);

  const cookies = answer.headers.getSetCookie();
  const lastsNot = cookies.filter((cookie) => !/expires|max-age/i.test(cookie));
  expect(lastsNot).toEqual([expect.stringMatching(/^session=/)]);
  const opened = first.browser();
  for (const cookie of cookies.filter((cookie) => !lastsNot.includes(cookie)))
    opened.cookies.set(cookie.split("=")[0]!, cookie.slice(cookie.indexOf("=") + 1, cookie.indexOf(";")));
  expect((await opened.get("/account/profile")).status).toBe(303);
});
