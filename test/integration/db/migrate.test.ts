import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { migrateDatabase } from "#db/migrate";
import { ownerDb, testDb } from "../../support/context";

test("the site's role can change neither a ledger nor the schema", async () => {
  const { db } = testDb();
  for (const statement of [
    "delete from audit_entries",
    "update consent_records set detail = null",
    "delete from wordings",
    "truncate persons",
    "alter table persons add column x int",
    "create table x (y int)",
  ]) {
    await expect(db.execute(sql.raw(statement)), statement).rejects.toMatchObject({ cause: { code: "42501" } });
  }
});

test("the site's role is not the owner in tests", async () => {
  const who = async (connection: typeof testDb) => (await connection().sql`select current_user as role`)[0]!.role;
  expect(await who(testDb)).not.toBe(await who(ownerDb));
});

test("migrating again, also twice at once, changes nothing", async () => {
  const urls = { ownerUrl: process.env.MIGRATE_DATABASE_URL!, appUrl: process.env.DATABASE_URL! };
  const applied = async () => (await ownerDb().sql`select hash from drizzle.__drizzle_migrations`).length;
  const before = await applied();
  await Promise.all([migrateDatabase(urls), migrateDatabase(urls)]);
  expect(await applied()).toBe(before);
});

test("migrating again is no trouble once the queue has made a sequence as the site's role", async () => {
  await testDb().sql`create sequence bullmq.made_by_the_queue`;
  await migrateDatabase({ ownerUrl: process.env.MIGRATE_DATABASE_URL!, appUrl: process.env.DATABASE_URL! });
});
