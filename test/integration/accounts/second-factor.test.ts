import { setTimeout as sleep } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { HOTP, Secret } from "otpauth";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { accounts } from "#db/schema/accounts";
import { rateLimits } from "#db/schema/platform";
import { countMyRecoveryCodes, spendRecoveryCode } from "~/features/accounts/second-factor/recovery-codes.server";
import { setUpSecondFactor } from "~/features/accounts/second-factor/second-factor.server";
import { grant } from "~/features/permissions/grants.server";
import { decryptField } from "~/lib/tokens.server";
import { ctxFor, ownerDb, systemCtxFor, testDb } from "../../support/context";
import { anAccount, aSite, type Browser, enter, nextTestCode, PASSWORD, type Site, signIn } from "../../support/http";

let site: Site;
beforeAll(async () => {
  site = await aSite();
});
beforeEach(async () => {
  await testDb().db.delete(rateLimits);
});

async function offered(browser: Browser): Promise<string> {
  const { html } = await browser.get("/account/security/set-up");
  return /key into the app: <code>([A-Z2-7 ]+)/.exec(html)![1]!.replaceAll(" ", "");
}
const codeOf = (secret: string, ahead = 0) =>
  HOTP.generate({ secret: Secret.fromBase32(secret), counter: Math.floor(Date.now() / 30_000) + ahead, digits: 6 });

test("B9: a code works once, also when two browsers bring it together", async () => {
  const { email } = await anAccount({ roles: ["editor"] });
  const browsers = [site.browser(), site.browser()];
  for (const browser of browsers) await browser.post("/sign-in", { email, password: PASSWORD });
  const code = nextTestCode();

  const answers = await Promise.all(browsers.map((browser) => browser.post("/sign-in/verify", { code })));

  expect(answers.map(({ status }) => status).sort()).toEqual([303, 400]);
});

test("B9: of two apps set up at once the first counts, with the recovery codes that were shown for it", async () => {
  const person = await anAccount();
  const apps = [new Secret().base32, new Secret().base32];

  const results = await Promise.all(apps.map((secret) => setUpSecondFactor(ctxFor(person), { secret, code: codeOf(secret) })));

  expect(results.map(({ ok }) => ok).sort()).toEqual([false, true]);
  const [account] = await testDb().db.select().from(accounts).where(eq(accounts.personId, person.personId));
  expect(decryptField(account!.totpSecret!)).toBe(apps[results.findIndex(({ ok }) => ok)]);
  const codes = results.flatMap((result) => (result.ok ? result.codes : []));
  expect(await spendRecoveryCode(systemCtxFor(), person.personId, codes[0]!, "Test")).toBe(true);
});

test("“Turn on” pressed twice is one second factor with one set of codes, and the other press says that it did nothing more", async () => {
  const person = await anAccount();
  const browser = site.browser();
  await enter(browser, person.email);
  const [secret, path] = [await offered(browser), "/account/security/set-up"];
  const press = () => browser.post(path, { code: codeOf(secret) });

  const { both } = await ownerDb().sql.begin(async (sql) => {
    await sql`select from accounts where person_id = ${person.personId} for update`;
    const both = Promise.all([press(), press()]);
    while ((await sql`select from pg_locks where not granted`).length < 2) await sleep(20);
    return { both };
  });
  const [shown, ...more] = (await both).filter(({ html }) => html.includes("Your second factor is on."));
  expect(more).toEqual([]);
  expect(await countMyRecoveryCodes(ctxFor(person))).toBe(8);
  expect(await spendRecoveryCode(systemCtxFor(), person.personId, /<code>([\w-]{19})/.exec(shown!.html)![1]!, "Test")).toBe(true);

  let answer = (await both).find(({ status }) => status === 303)!;
  while (answer.location) answer = await browser.get(answer.location);
  expect(answer.html).toContain("so it was not done, or not a second time");
});

test("B9: a code is bound to the sign-in that asked for it", async () => {
  const { email } = await anAccount({ roles: ["editor"] });
  const stranger = site.browser();
  expect((await stranger.post("/sign-in/verify", { code: nextTestCode() })).location).toBe("/sign-in?next=%2F");

  const other = await anAccount({ roles: ["editor"] });
  await stranger.post("/sign-in", { email: other.email, password: PASSWORD });
  await testDb().db.update(accounts).set({ totpSecret: null }).where(eq(accounts.personId, other.personId));
  expect((await stranger.post("/sign-in/verify", { code: nextTestCode() })).status).toBe(400);
  expect(email).not.toBe(other.email);
});

test("B9: codes are not to be guessed: the eleventh has to wait", async () => {
  const { email } = await anAccount({ roles: ["editor"] });
  const browser = site.browser();
  await browser.post("/sign-in", { email, password: PASSWORD });
  for (let guess = 0; guess < 10; guess++) await browser.post("/sign-in/verify", { code: String(100_000 + guess) });

  expect((await browser.post("/sign-in/verify", { code: nextTestCode() })).status).toBe(429);
});

test("B9: a new password between password and code makes the code worthless", async () => {
  const { email, personId } = await anAccount({ roles: ["editor"] });
  const browser = site.browser();
  await browser.post("/sign-in", { email, password: PASSWORD });
  await testDb()
    .db.update(accounts)
    .set({ sessionsValidFrom: new Date(Date.now() + 1000) })
    .where(eq(accounts.personId, personId));

  const again = await browser.post("/sign-in/verify", { code: nextTestCode() });
  expect([again.status, again.location]).toEqual([303, "/sign-in?next=%2F"]);
});

test("the code's page shows no code outside of a demo", async () => {
  const { email } = await anAccount({ roles: ["editor"] });
  const browser = site.browser();
  const { location } = await browser.post("/sign-in", { email, password: PASSWORD });

  expect((await browser.get(location!)).html).not.toContain("This is a demo");
});

test("a member sets up a second factor, needs its code from then on, and switches it off", async () => {
  const { email } = await anAccount();
  const browser = site.browser();
  await signIn(browser, email);
  const secret = await offered(browser);

  expect((await browser.post("/account/security/set-up", { code: "123456" })).status).toBe(400);
  expect(await offered(browser)).toBe(secret);
  const on = await browser.post("/account/security/set-up", { code: codeOf(secret) });
  expect([on.status, on.html.match(/<code>[^<]+<\/code>/g)?.length]).toEqual([200, 8]);

  const second = site.browser();
  expect((await second.post("/sign-in", { email, password: PASSWORD })).location).toContain("/sign-in/verify");
  expect((await second.post("/sign-in/verify", { code: codeOf(secret, 1) })).status).toBe(303);

  expect((await second.post("/account/security/switch-off", {})).location).toBe("/account/security");
  const third = site.browser();
  await signIn(third, email);
  expect((await third.get("/sign-in")).location).toBe("/");
});

test("B9: staff cannot switch theirs off", async () => {
  const { email } = await anAccount({ roles: ["editor"] });
  const browser = site.browser();
  await signIn(browser, email);

  expect((await browser.get("/account/security/switch-off")).status).toBe(403);
  expect((await browser.post("/account/security/switch-off", {})).status).toBe(403);
  expect((await browser.get("/account/security")).html).toContain("cannot be switched off");
});

test("B9: who was promoted while signed in by password gives a code before the staff's pages open", async () => {
  const { email, personId } = await anAccount();
  const browser = site.browser();
  await signIn(browser, email, { remember: true });
  const secret = await offered(browser);
  const remembered = new Map(browser.cookies);
  await browser.post("/account/security/set-up", { code: codeOf(secret) });
  expect(remembered.has("remember")).toBe(true);
  await grant(systemCtxFor(), { personId, role: "newsletter-sender", source: "test" });

  expect((await browser.get("/admin/newsletters")).status).toBe(200);
});

test("the secret of a second factor is sealed in the database", async () => {
  const { personId } = await anAccount({ roles: ["editor"] });
  const [row] = await testDb().db.select({ sealed: accounts.totpSecret }).from(accounts).where(eq(accounts.personId, personId));

  expect(row!.sealed!.toString("latin1")).not.toContain("JBSWY3DPEHPK3PXP");
});
