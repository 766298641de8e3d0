import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { connect } from "#db/client.server";
import { migrateDatabase } from "#db/migrate";
import { withDatabase } from "../../setup/database";
import { ownerDb, testDb } from "../../support/context";
import { anEnquiry } from "../../support/enquiries";

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

test("a migration cut off at any moment is finished by the next", async () => {
  const { sql: owner } = ownerDb();
  const name = `${new URL(process.env.MIGRATE_DATABASE_URL!).pathname.slice(1)}_cut`;
  const urls = { ownerUrl: withDatabase(process.env.MIGRATE_DATABASE_URL!, name), appUrl: withDatabase(process.env.DATABASE_URL!, name) };
  await owner`create database ${owner(name)}`;
  try {
    for (const moment of [40, 90, 150, 220]) {
      const cut = sleep(moment).then(() => owner`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`);
      await Promise.all([cut, migrateDatabase(urls).catch(() => {})]);
    }
    await migrateDatabase(urls);

    const site = connect(urls.appUrl);
    expect((await site.sql`select count(*)::int as n from persons`)[0]!.n).toBe(0);
    await site.close();
  } finally {
    await owner`drop database ${owner(name)} with (force)`;
  }
});

test("near misses in enquiries know afterwards whose work they are", async () => {
  const { sql: owner } = ownerDb();
  const enquiry = await anEnquiry({ category: "technical" });
  const store = (path: string) =>
    owner`insert into near_misses (id, code, place, path, found, at) values (gen_random_uuid(), ${path}, 'enquiry', ${path}, '{postcode}', now())`;
  const paths = [`/admin/enquiries/${enquiry.code}`, "/admin/enquiries/long-gone"];
  for (const path of paths) await store(path);
  await owner.file("db/migrations/0018_near_misses_know_the_queue.sql");
  expect((await owner`select place from near_misses where path in ${owner(paths)} order by path`).map(({ place }) => place).sort()).toEqual(
    ["privacy-enquiry", "technical-enquiry"],
  );
});
