import argon2 from "argon2";
import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { accounts } from "#db/schema/accounts";
import { rateLimits } from "#db/schema/platform";
import { checkPassword } from "~/features/accounts/passwords/check-password.server";
import { PASSWORD_PARAMETERS } from "~/features/accounts/passwords/password.server";
import { openAccount } from "~/features/accounts/sign-in/open-account.server";
import { ctxFor, ownerDb, systemCtxFor, testDb } from "../support/context";
import { anAccount, aSite, PASSWORD, type Site, signIn } from "../support/http";
import { aMember, visitor } from "../support/people";

let site: Site;
beforeAll(async () => {
  site = await aSite();
});

const hashOf = async (personId: string) => {
  const [row] = await testDb().db.select({ hash: accounts.passwordHash }).from(accounts).where(eq(accounts.personId, personId));
  return row!.hash!;
};
const tryPassword = (address: string, password: string) => checkPassword(ctxFor(visitor), { address, password, device: "test" });

test("B1: the database holds argon2id with at least 19 MiB and two passes, and nothing else of a password", async () => {
  const { personId } = await anAccount();

  expect(await hashOf(personId)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test("B1: a hash made with weaker parameters is made anew when its owner signs in", async () => {
  const { personId, email } = await anAccount();
  const weak = await argon2.hash(PASSWORD, { ...PASSWORD_PARAMETERS, memoryCost: 8192 });
  await testDb().db.update(accounts).set({ passwordHash: weak }).where(eq(accounts.personId, personId));

  expect((await signIn(site.browser(), email)).status).toBe(303);

  expect(await hashOf(personId)).toContain("m=19456");
  expect((await signIn(site.browser(), email)).status).toBe(303);
});

test("B1: a change of one character is a wrong password, far beyond the 72nd byte too", async () => {
  const { personId, email } = await aMember();
  const long = `${"an otter for every day ".repeat(4)}tail-a`;
  await openAccount(systemCtxFor(), { personId, password: long });

  expect(await tryPassword(email, long.replace(/a$/, "b"))).toMatchObject({ ok: false });
  expect(await tryPassword(email, long.slice(1))).toMatchObject({ ok: false });
  expect(await tryPassword(email, long)).toMatchObject({ ok: true });
});

test("PMN-36: no table of the database and no page holds a password", async () => {
  const { email } = await anAccount();
  const browser = site.browser();
  await signIn(browser, email);
  const changed = await browser.post("/account/password", { newPassword: "a much newer marmalade" });
  expect(changed.status).toBe(303);
  const refused = await browser.post("/account/password", { newPassword: "a quince", currentPassword: "some wrong password" });

  expect(refused.status).toBe(400);
  for (const secret of [PASSWORD, "a much newer marmalade", "a quince", "some wrong password"]) {
    expect(refused.html).not.toContain(secret);
    expect(await tablesHolding(secret)).toEqual([]);
  }
});

test("B3: beyond its queue the password check refuses at once, and pages are still served", async () => {
  const { email } = await anAccount();
  await testDb().db.delete(rateLimits);

  const answers = await Promise.all(
    Array.from({ length: 70 }, (_, index) => site.browser().post("/sign-in", { email: `${index}${email}`, password: "x".repeat(100_000) })),
  );

  const statuses = new Set(answers.map(({ status }) => status));
  expect(statuses.has(503)).toBe(true);
  expect([...statuses].every((status) => [400, 503].includes(status))).toBe(true);
  const busy = answers.find(({ status }) => status === 503)!;
  expect([busy.html.includes("yours was not looked at. Wait 10 seconds"), busy.headers.get("retry-after")]).toEqual([true, "10"]);
  expect((await site.browser().get("/sign-in")).status).toBe(200);
});

async function tablesHolding(text: string): Promise<string[]> {
  const { sql } = ownerDb();
  const tables = await sql<
    { name: string }[]
  >`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`;
  const found: string[] = [];
  for (const { name } of tables) {
    const [hit] = await sql`select 1 from ${sql(name)} as row where row::text like ${`%${text}%`} limit 1`;
    if (hit) found.push(name);
  }
  return found;
}
