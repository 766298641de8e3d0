import { eq } from "drizzle-orm";
import { HOTP, Secret } from "otpauth";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { accountRecoveryCodes, accounts } from "#db/schema/accounts";
import { auditEntries } from "#db/schema/audit";
import { rateLimits } from "#db/schema/platform";
import { countMyRecoveryCodes, makeRecoveryCodes, spendRecoveryCode } from "~/features/accounts/second-factor/recovery-codes.server";
import { resetSecondFactor } from "~/features/accounts/second-factor/reset-second-factor.server";
import {
  removeSecondFactor,
  replaceSecondFactor,
  setUpSecondFactor,
  spendCode,
} from "~/features/accounts/second-factor/second-factor.server";
import { offeredSecret } from "~/features/accounts/second-factor/totp.server";
import { findSession } from "~/features/accounts/sign-in/sessions.server";
import { NotFoundError } from "~/lib/errors";
import { addAddress, aSession, mailsTo } from "../../support/account";
import { ctxFor, systemCtxFor, testDb } from "../../support/context";
import { anAccount, aSite, type Browser, nextTestCode, PASSWORD, type Site, signIn } from "../../support/http";
import type { TestPerson } from "../../support/people";

let site: Site;
beforeAll(async () => {
  site = await aSite();
});
beforeEach(async () => {
  await testDb().db.delete(rateLimits);
});

const anEditor = () => anAccount({ roles: ["editor"] });
async function codesOf(person: TestPerson): Promise<string[]> {
  const codes = await makeRecoveryCodes(ctxFor(person));
  if (!codes) throw new Error("there is no second factor");
  return codes;
}
async function withPassword({ email }: TestPerson): Promise<Browser> {
  const browser = site.browser();
  await browser.post("/sign-in", { email, password: PASSWORD });
  return browser;
}
type App = { secret: string; code: string };
const codeOf = (secret: string, ahead = 0) =>
  HOTP.generate({ secret: Secret.fromBase32(secret), counter: Math.floor(Date.now() / 30_000) + ahead, digits: 6 });
const keyIn = (html: string) => /key into the app: <code>([A-Z2-7 ]+)/.exec(html)![1]!.replaceAll(" ", "");
async function useACode(person: TestPerson): Promise<void> {
  const [code] = await codesOf(person);
  await spendRecoveryCode(systemCtxFor(), person.personId, code!, "test");
}
const bring = (browser: Browser, recoveryCode: string) => browser.post("/sign-in/recovery", { recoveryCode });

test("codes are made only where there is a second factor", async () => {
  expect(await makeRecoveryCodes(ctxFor(await anAccount()))).toBeNull();
});

test("eight different codes, of which only hashes are stored", async () => {
  const person = await anEditor();
  const codes = await codesOf(person);

  expect([codes.length, new Set(codes).size]).toEqual([8, 8]);
  for (const code of codes) expect(code).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}$/);
  const rows = await testDb().sql`select row_to_json(t)::text as row from account_recovery_codes t where person_id = ${person.personId}`;
  for (const code of codes) expect(JSON.stringify(rows)).not.toContain(code.replaceAll("-", ""));
});

test("B9: a recovery code opens what the app's code opens, once, and its owner is told", async () => {
  const person = await anEditor();
  const [code] = await codesOf(person);

  const browser = await withPassword(person);
  expect((await bring(browser, code!)).status).toBe(303);
  expect((await browser.get("/account")).status).toBe(200);
  expect((await mailsTo(person.email)).slice(-1)).toEqual(["recovery-code-used"]);

  expect((await bring(await withPassword(person), code!)).status).toBe(400);
  expect(await countMyRecoveryCodes(ctxFor(person))).toBe(7);
});

test("B9: a recovery code works once, also when two browsers bring it together", async () => {
  const person = await anEditor();
  const [code] = await codesOf(person);
  const browsers = [await withPassword(person), await withPassword(person)];

  const answers = await Promise.all(browsers.map((browser) => bring(browser, code!)));

  expect(answers.map(({ status }) => status).sort()).toEqual([303, 400]);
});

test("B9: without the password a recovery code opens nothing, and another's opens nothing either", async () => {
  const [person, other] = [await anEditor(), await anEditor()];
  const [code] = await codesOf(person);

  expect((await bring(site.browser(), code!)).location).toBe("/sign-in?next=%2F");
  expect((await bring(await withPassword(other), code!)).status).toBe(400);
  expect(await countMyRecoveryCodes(ctxFor(person))).toBe(8);
});

test("B9: recovery codes are not to be guessed: guesses at them and at the app's codes count together", async () => {
  const person = await anEditor();
  const [code] = await codesOf(person);
  const browser = await withPassword(person);
  for (let guess = 0; guess < 5; guess++) {
    await bring(browser, `0000-0000-0000-000${guess}`);
    await browser.post("/sign-in/verify", { code: String(100_000 + guess) });
  }

  expect((await bring(browser, code!)).status).toBe(429);
  expect((await browser.post("/sign-in/verify", { code: nextTestCode() })).status).toBe(429);
});

test("a code is taken however it is typed, and never given back by the form", async () => {
  const person = await anEditor();
  const [first, second] = await codesOf(person);
  expect(await spendRecoveryCode(systemCtxFor(), person.personId, ` ${first!.replaceAll("-", " ").toUpperCase()}`, "test")).toBe(true);
  expect(await spendRecoveryCode(systemCtxFor(), person.personId, second!.replace(/0/g, "o").replace(/1/g, "l"), "test")).toBe(true);

  const refused = await bring(await withPassword(person), "zzzz-zzzz-zzzz-zzzz");
  expect(refused.html).not.toContain("zzzz-zzzz");
});

test("new codes end the old ones", async () => {
  const person = await anEditor();
  const [old] = await codesOf(person);
  await codesOf(person);

  expect(await spendRecoveryCode(systemCtxFor(), person.personId, old!, "test")).toBe(false);
});

test("the page shows new codes once, in the answer that made them, kept by no cache", async () => {
  const person = await anEditor();
  const browser = site.browser();
  await signIn(browser, person.email);

  const made = await browser.post("/account/security/recovery", {});

  const shown = made.html.match(/<code>[^<]+<\/code>/g);
  expect([made.status, shown?.length, made.headers.get("Cache-Control")]).toEqual([200, 8, "private, no-store"]);
  expect((await browser.get("/account/security/recovery")).html).not.toContain("<code>");
});

test("who lost the app moves to another one with password and recovery code; the lost one counts until the new one's first code", async () => {
  const person = await anEditor();
  const [first, second] = await codesOf(person);
  const browser = await withPassword(person);
  await bring(browser, first!);
  expect((await browser.get("/account/security/replace")).location).toMatch(/^\/sign-in\/confirm/);
  const fields = { currentPassword: PASSWORD, recoveryCode: second! };
  expect((await browser.post("/account/security/lost", { ...fields, currentPassword: "not the right one" })).status).toBe(400);
  expect((await browser.post("/account/security/lost", { ...fields, recoveryCode: first! })).status).toBe(400);

  expect((await browser.post("/account/security/lost", fields)).location).toBe("/account/security/replace");

  const key = keyIn((await browser.get("/account/security/replace")).html);
  expect((await browser.post("/account/security/replace", { code: "000000" })).status).toBe(400);
  expect(await spendCode(systemCtxFor(), person.personId, nextTestCode(), "test")).toBe(true);
  const moved = await browser.post("/account/security/replace", { code: codeOf(key) });
  expect([moved.status, moved.html.match(/<code>[^<]+<\/code>/g)?.length]).toEqual([200, 8]);
  expect(await spendCode(systemCtxFor(), person.personId, nextTestCode(), "test")).toBe(false);
  expect(await spendCode(systemCtxFor(), person.personId, codeOf(key, 1), "test")).toBe(true);
  expect((await browser.get("/account")).status).toBe(200);
});

test("the key offered for another app is not the one that counts already", async () => {
  const person = await anAccount();
  const browser = site.browser();
  await signIn(browser, person.email);
  const first = keyIn((await browser.get("/account/security/set-up")).html);
  await browser.post("/account/security/set-up", { code: codeOf(first) });
  await browser.post("/sign-in/confirm", { password: PASSWORD, code: codeOf(first, 1) });

  expect(keyIn((await browser.get("/account/security/replace")).html)).not.toBe(first);
});

test("a recovery code that let somebody in, or stands in for a lost app, is good for nothing else that has weight", async () => {
  const person = await anEditor();
  const [first, second] = await codesOf(person);
  const browser = await withPassword(person);
  await bring(browser, first!);
  const refused = async () => {
    for (const path of ["/account/security/recovery", "/account/password", "/account/email/add", "/account/leave"])
      expect([path, (await browser.get(path)).location]).toEqual([path, `/sign-in/confirm?${new URLSearchParams({ next: path })}`]);
  };
  await refused();

  await browser.post("/account/security/lost", { currentPassword: PASSWORD, recoveryCode: second! });

  await refused();
  expect((await browser.post("/sign-in/confirm", { password: PASSWORD, code: second! })).status).toBe(400);
});

test.each([
  ["set up", "second-factor-set-up", (person: TestPerson, app: App) => setUpSecondFactor(ctxFor(person), app), false],
  ["moved to another app", "second-factor-replaced", (person: TestPerson, app: App) => replaceSecondFactor(ctxFor(person), app), true],
  ["removed", "second-factor-removed", (person: TestPerson) => removeSecondFactor(ctxFor(person)), true],
  ["reset by the operator", "second-factor-reset", (person: TestPerson) => resetSecondFactor(systemCtxFor(), person.email), true],
  ["given new recovery codes", "recovery-codes-made", codesOf, true],
  ["passed by a recovery code", "recovery-code-used", useACode, true],
] as const)("a second factor that is %s is told to every address at once", async (_what, kind, act, isOn) => {
  const person = await anAccount();
  const second = await addAddress(person);
  const secret = offeredSecret("a test", person.personId, new Date());
  const app = { secret, code: codeOf(secret) };
  if (isOn) await setUpSecondFactor(ctxFor(person), app);

  await act(person, app);

  for (const email of [person.email, second]) expect((await mailsTo(email)).slice(-1)).toEqual([kind]);
});

test("the operator takes a lost second factor: sessions and codes are gone, its owner is told, the ledger knows", async () => {
  const person = await anEditor();
  await codesOf(person);
  const session = await aSession(person);

  expect(await resetSecondFactor(systemCtxFor(), person.email)).toBe(true);
  expect(await resetSecondFactor(systemCtxFor(), person.email)).toBe(false);

  const { db } = testDb();
  const [account] = await db.select().from(accounts).where(eq(accounts.personId, person.personId));
  expect(account!.totpSecret).toBeNull();
  expect(await db.select().from(accountRecoveryCodes).where(eq(accountRecoveryCodes.personId, person.personId))).toEqual([]);
  expect(await findSession(systemCtxFor(), session)).toBeNull();
  expect((await mailsTo(person.email)).filter((kind) => kind === "second-factor-reset")).toHaveLength(1);
  const entries = await db.select().from(auditEntries).where(eq(auditEntries.subjectId, person.personId));
  expect(entries.filter(({ action }) => action === "second-factor.reset")).toHaveLength(1);
  await expect(resetSecondFactor(systemCtxFor(), "nobody@test.example")).rejects.toThrow(NotFoundError);
});

test("staff whose second factor was taken set up a new one before they can do anything but read", async () => {
  const person = await anEditor();
  await resetSecondFactor(systemCtxFor(), person.email);
  const browser = await withPassword(person);

  expect((await browser.get("/account")).location).toBe("/account/security?next=%2Faccount");
  expect((await browser.get("/account/security")).html).toContain("Until it is set up you can read, and do nothing else.");
});
