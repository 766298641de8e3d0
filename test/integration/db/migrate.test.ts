import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { connect } from "#db/client.server";
import { migrateDatabase } from "#db/migrate";
import { isCurrent } from "#db/release";
import { withDatabase } from "../../setup/database";
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

const urls = { ownerUrl: process.env.MIGRATE_DATABASE_URL!, appUrl: process.env.DATABASE_URL! };

/** What a migration wrote, each with the transaction that wrote it. */
const written = async () => [
  ...(await ownerDb().sql`select xmin, hash from drizzle.__drizzle_migrations`),
  ...(await ownerDb().sql`select xmin, hash from drizzle.applied_functions`),
  ...(await ownerDb().sql`select xmin, tgname from pg_trigger where not tgisinternal order by tgrelid::regclass::text, tgname`),
];

test("migrating again, also twice at once, changes nothing", async () => {
  const before = await written();
  await Promise.all([migrateDatabase(urls), migrateDatabase(urls)]);
  expect(await written()).toEqual(before);
});

const textOf = async (name: string) => (await ownerDb().sql`select prosrc from pg_proc where proname = ${name}`)[0]!.prosrc;

test("a database with functions of an older text is behind, and gets those of this release", async () => {
  const { sql: owner } = ownerDb();
  const text = await textOf("wording_guard");
  await owner`create or replace function wording_guard() returns trigger language plpgsql as 'begin return new; end'`;
  await owner`drop trigger guard on wordings`;
  await owner`update drizzle.applied_functions set hash = 'of an older release'`;
  expect(await isCurrent(testDb().sql)).toBe(false);

  await migrateDatabase(urls);
  expect(await isCurrent(testDb().sql)).toBe(true);
  expect(await textOf("wording_guard")).toBe(text);
  expect((await owner`select from pg_trigger where tgrelid = 'wordings'::regclass and tgname = 'guard'`).length).toBe(1);
});

test("a database that a later release has migrated serves this one still; migrated by this one again, it has its functions", async () => {
  const { sql: owner } = ownerDb();
  const text = await textOf("wording_guard");
  await owner`create or replace function wording_guard() returns trigger language plpgsql as 'begin return new; end'`;
  await owner`insert into drizzle.applied_functions values ('of a later release', now())`;
  expect(await isCurrent(testDb().sql)).toBe(true);

  await migrateDatabase(urls);
  expect(await textOf("wording_guard")).toBe(text);
});

test("migrating again is no trouble once the queue has made a sequence as the site's role", async () => {
  await testDb().sql`create sequence bullmq.made_by_the_queue`;
  await migrateDatabase(urls);
});

test("a migration cut off at any moment is finished by the next", async () => {
  const { sql: owner } = ownerDb();
  const name = `${new URL(process.env.MIGRATE_DATABASE_URL!).pathname.slice(1)}_cut`;
  const urls = { ownerUrl: withDatabase(process.env.MIGRATE_DATABASE_URL!, name), appUrl: withDatabase(process.env.DATABASE_URL!, name) };
  await owner`create database ${owner(name)}`;
  try {
    const early = connect(urls.appUrl, { max: 1 });
    expect(await isCurrent(early.sql)).toBe(false);
    await early.close();
    for (const moment of [40, 90, 150, 220]) {
      const cut = sleep(moment).then(() => owner`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`);
      await Promise.all([cut, migrateDatabase(urls).catch(() => {})]);
    }
    const site = connect(urls.appUrl);
    await migrateDatabase(urls);
    expect(await isCurrent(site.sql)).toBe(true);
    expect((await site.sql`select count(*)::int as n from persons`)[0]!.n).toBe(0);
    await site.close();
  } finally {
    await owner`drop database ${owner(name)} with (force)`;
  }
});
