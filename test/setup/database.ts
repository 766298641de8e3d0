import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join, resolve } from "node:path";
import postgres from "postgres";
import { type DatabaseUrls, startEmbedded } from "#db/embedded";
import { migrateDatabase } from "#db/migrate";
import { functionsHash } from "#db/release";
import { isAlive, withFileLock } from "../../bin/file-lock.js";

/** Where the PostgreSQL of the tests lives; another place for tests of the tests. */
export const HOME = resolve(process.env.TEST_HOME ?? inMemory() ?? ".cache/test");
const TEMPLATE_LOCK = 727_002;
const MAKE_ONCE_LOCK = 727_003;

export type TestDatabase = { templateUrl: string; appUrl: string; stop: () => Promise<void> };

/** The embedded PostgreSQL under `.cache/test`, or the one that DATABASE_URL names; and in it the template that every test file clones. */
export async function startDatabase(): Promise<TestDatabase> {
  const server = process.env.DATABASE_URL ? await given(process.env.DATABASE_URL) : await shared();
  const name = `portal_template_${migrationsHash()}`;
  const templateUrl = withDatabase(server.migrateDatabaseUrl, name);
  const appUrl = withDatabase(server.databaseUrl, name);
  await makeTemplate(server.migrateDatabaseUrl, name, { ownerUrl: templateUrl, appUrl });
  return {
    templateUrl,
    appUrl,
    stop: async () => {
      const sql = postgres(server.migrateDatabaseUrl, { max: 1, onnotice: () => {} });
      await dropClones(sql).finally(() => sql.end({ timeout: 5 }));
      await server.stop();
    },
  };
}

/** Each test file has a database of a thousand files: written to a disk, they are a quarter of what the tests take. */
function inMemory(): string | null {
  const [place, room] = ["/dev/shm", 2 ** 32];
  try {
    const { bavail, bsize } = statfsSync(place);
    return bavail * bsize > room
      ? join(
          place,
          `portal-tests-${createHash("sha256").update(`${hostname()} ${process.getuid?.()} ${process.cwd()}`).digest("hex").slice(0, 6)}`,
        )
      : null;
  } catch {
    return null;
  }
}

export const withDatabase = (url: string, name: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;

/** Names its machine and process, so that a later run can drop what a killed one left. */
export const cloneName = (what: string, pid = process.pid) => `portal_test_${host()}_${pid}_${what}`;

const host = () => createHash("sha256").update(hostname()).digest("hex").slice(0, 6);

/**
 * A vacuum of PostgreSQL's own holds a database for a moment, and only a superuser may end that.
 * @param endSessions of another role, which that role alone may end; whoever they belong to may connect again meanwhile
 */
export async function dropDatabase(sql: postgres.Sql, name: string, endSessions?: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await endSessions?.();
      await sql`drop database if exists ${sql(name)} with (force)`;
      return;
    } catch (error) {
      if (attempt === 20) throw error;
      await new Promise((done) => setTimeout(done, 250));
    }
  }
}

/**
 * Makes a database once for whoever in this run asks first, under a draft's name until `fill` is done, and gives its name.
 * The next run makes its own: it may have other code.
 */
export async function makeOnce(
  server: postgres.Sql,
  what: string,
  template: string,
  fill: (name: string) => Promise<void>,
): Promise<string> {
  // the run is the parent of all that ask
  const [name, draft] = [cloneName(what, process.ppid), cloneName(`${what}_draft`, process.ppid)];
  await server`select pg_advisory_lock(${MAKE_ONCE_LOCK})`;
  try {
    const [found] = await server`select from pg_database where datname = ${name}`;
    if (found) return name;
    await dropDatabase(server, draft);
    await server`create database ${server(draft)} template ${server(template)} strategy file_copy`;
    await fill(draft);
    await server`alter database ${server(draft)} rename to ${server(name)}`;
    return name;
  } finally {
    await server`select pg_advisory_unlock(${MAKE_ONCE_LOCK})`;
  }
}

/** Drops the clones of test files whose process has ended. */
export async function dropClones(sql: postgres.Sql): Promise<void> {
  const rows = await sql<{ datname: string }[]>`select datname from pg_database where datname like ${`portal_test_${host()}_%`}`;
  for (const { datname } of rows) {
    // one that PostgreSQL itself is tidying up at this moment goes another time
    if (!isAlive(Number(datname.split("_")[3]))) await dropDatabase(sql, datname).catch(() => {});
  }
}

/** One server for all test runs in this checkout at the moment: the first starts it, the last stops it. */
async function shared(): Promise<DatabaseUrls & { stop: () => Promise<void> }> {
  const users = join(HOME, "users");
  const user = join(users, `${process.pid}-${Math.random().toString(36).slice(2)}`);
  mkdirSync(users, { recursive: true });
  return withFileLock(join(HOME, "lock"), async () => {
    writeFileSync(user, "");
    const server = await startEmbedded({ dataDir: HOME, fsync: false });
    return { ...server, stop: () => leave(user, users, server.stop) };
  });
}

function leave(user: string, users: string, stop: () => Promise<void>): Promise<void> {
  return withFileLock(join(HOME, "lock"), async () => {
    rmSync(user, { force: true });
    for (const other of readdirSync(users)) {
      if (isAlive(Number(other.split("-")[0]))) return;
      rmSync(join(users, other), { force: true });
    }
    await stop();
  });
}

async function given(url: string): Promise<DatabaseUrls & { stop: () => Promise<void> }> {
  const ownerUrl = process.env.MIGRATE_DATABASE_URL ?? url;
  const sql = postgres(ownerUrl, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    const [role] =
      await sql`select current_user as name, rolcreatedb or rolsuper as may, rolcreaterole or rolsuper as "mayRoles" from pg_roles where rolname = current_user`;
    if (!role?.may)
      throw new Error(`The tests make a database of their own: give the role ${role?.name} of DATABASE_URL the right CREATEDB.`);
    return { databaseUrl: url, migrateDatabaseUrl: ownerUrl, stop: async () => {} };
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Migrated under another name and renamed when complete, so that a template is either whole or absent. */
async function makeTemplate(serverUrl: string, name: string, urls: { ownerUrl: string; appUrl: string }): Promise<void> {
  const sql = postgres(serverUrl, { max: 1, onnotice: () => {} });
  const draft = `${name}_draft`;
  try {
    await sql`select pg_advisory_lock(${TEMPLATE_LOCK})`;
    await dropClones(sql);
    const [found] = await sql`select from pg_database where datname = ${name}`;
    if (found) return;
    const old = await sql<{ datname: string }[]>`select datname from pg_database where datname like 'portal_template_%'`;
    for (const { datname } of old) await sql`drop database if exists ${sql(datname)}`.catch(() => {});
    await sql`create database ${sql(draft)}`;
    await migrateDatabase({ ownerUrl: withDatabase(urls.ownerUrl, draft), appUrl: withDatabase(urls.appUrl, draft) });
    await sql`alter database ${sql(draft)} rename to ${sql(name)}`;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

function migrationsHash(): string {
  const hash = createHash("sha256");
  const folder = "db/migrations";
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .sort())
    hash.update(file).update(readFileSync(join(folder, file)));
  hash
    .update(functionsHash())
    .update(readFileSync("db/migrate.ts"))
    .update(readFileSync("db/release.ts"))
    .update(readFileSync("package-lock.json"));
  return hash.digest("hex").slice(0, 12);
}
