import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { accountRecoveryCodes, accounts } from "#db/schema/accounts";
import { auditEntries } from "#db/schema/audit";
import { rateLimits } from "#db/schema/platform";
import { countMyRecoveryCodes, makeRecoveryCodes, spendRecoveryCode } from "~/features/accounts/recovery-codes.server";
import { resetSecondFactor } from "~/features/accounts/reset-second-factor.server";
import { findSession } from "~/features/accounts/sessions.server";
import { NotFoundError } from "~/lib/errors";
import { aSession, mailsTo } from "../../support/account";
import { ctxFor, systemCtxFor, testDb } from "../../support/context";
import { anAccount, type Browser, nextTestCode, PASSWORD, type Site, signIn, startSite } from "../../support/http";
import type { TestPerson } from "../../support/people";

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.stop());
beforeEach(async () => {
  await testDb().db.delete(rateLimits);
});

const anEditor = () => anAccount({ roles: ["editor"] });
async function codesOf(person: TestPerson): Promise<string[]> {
  const made = await makeRecoveryCodes(ctxFor(person), PASSWORD);
  if (!made.ok) throw new Error(made.reason);
  return made.codes;
}
async function withPassword({ email }: TestPerson): Promise<Browser> {
  const browser = site.browser();
  await browser.post("/sign-in", { email, password: PASSWORD });
  return browser;
}
const bring = (browser: Browser, recoveryCode: string) => browser.post("/sign-in/recovery", { recoveryCode });

test("codes are made with the password only, and only where there is a second factor", async () => {
  expect(await makeRecoveryCodes(ctxFor(await anEditor()), "not the right one")).toEqual({ ok: false, reason: "wrong-password" });
  expect(await makeRecoveryCodes(ctxFor(await anAccount()), PASSWORD)).toEqual({ ok: false, reason: "off" });
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

  expect((await bring(site.browser(), code!)).location).toBe("/sign-in");
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

  const made = await browser.post("/account/security/recovery", { currentPassword: PASSWORD });

  const shown = made.html.match(/<code>[^<]+<\/code>/g);
  expect([made.status, shown?.length, made.headers.get("Cache-Control")]).toEqual([200, 8, "private, no-store"]);
  expect((await browser.get("/account/security/recovery")).html).not.toContain("<code>");
});

test("who lost the app sets up another one with password and recovery code; staff do so before anything else", async () => {
  const person = await anEditor();
  const [first, second] = await codesOf(person);
  const browser = await withPassword(person);
  await bring(browser, first!);
  const fields = { currentPassword: PASSWORD, recoveryCode: second! };
  expect((await browser.post("/account/security/replace", { ...fields, currentPassword: "not the right one" })).status).toBe(400);
  expect((await browser.post("/account/security/replace", { ...fields, recoveryCode: first! })).status).toBe(400);

  expect((await browser.post("/account/security/replace", fields)).location).toBe("/account/security");

  expect((await browser.get("/account/security")).html).toContain("Set up a second factor");
  expect((await browser.get("/account")).location).toBe("/account/security");
  expect(await countMyRecoveryCodes(ctxFor(person))).toBe(0);
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

test("staff whose second factor was taken set up a new one before anything else opens", async () => {
  const person = await anEditor();
  await resetSecondFactor(systemCtxFor(), person.email);
  const browser = await withPassword(person);

  expect((await browser.get("/account")).location).toBe("/account/security");
});
