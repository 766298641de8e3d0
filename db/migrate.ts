import { runMigrations } from "bullmq";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import pg from "pg";
import postgres from "postgres";
import { applyComputing, applyFunctions } from "./release";

/** Any number that no other program takes: one migration of this database at a time. */
const MIGRATION_LOCK = 727_001;

const LOCK_NOT_AVAILABLE = "55P03";

const MIGRATIONS = "db/migrations";

/**
 * Runs everybody's migrations (ours and the queue's), our functions and the grants of the site's role, one process at a time.
 * `ownerUrl` names the role that owns the tables, `appUrl` the one that the site runs as; they may be the same.
 */
export async function migrateDatabase({ ownerUrl, appUrl }: { ownerUrl: string; appUrl: string }): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await sql`set lock_timeout = '5s'`;
    await applyComputing(sql);
    await migrate(drizzle(sql, { casing: "snake_case" }), { migrationsFolder: MIGRATIONS });
    await applyFunctions(sql);
    await migrateQueue(ownerUrl);
    const appRole = decodeURIComponent(new URL(appUrl).username);
    if (appRole && appRole !== decodeURIComponent(new URL(ownerUrl).username)) await grantToApp(sql, appRole);
    await analyseNew(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/**
 * Of tables that have rows and no statistics yet. Autovacuum makes none of a table of a few rows, and a planner that knows nothing of the
 * scopes of a forum takes a wrong way through its topics.
 */
async function analyseNew(sql: postgres.Sql): Promise<void> {
  const tables = await sql<{ name: string }[]>`
    select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and reltuples <= 0
      and pg_relation_size(oid) > 0 and pg_has_role(relowner, 'usage')`;
  for (const { name } of tables)
    await sql`analyze ${sql(name)}`.catch((error: { code?: string }) => {
      // somebody else is tidying it up: the next start will do
      if (error.code !== LOCK_NOT_AVAILABLE) throw error;
    });
}

/** Of every table, after rows by the thousand. `ownerUrl` names the role that owns them. */
export async function analyseAll(ownerUrl: string): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  await sql`analyze`.finally(() => sql.end({ timeout: 1 }));
}

async function migrateQueue(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  // a connection that dies fails its query, which is heard; without a listener the driver would end the process as well
  client.on("error", () => {});
  await client.connect();
  try {
    await runMigrations(client);
  } finally {
    await client.end();
  }
}

/** The site may write every table but change no ledger, no seal, no wording and no table of ours. */
async function grantToApp(sql: postgres.Sql, role: string): Promise<void> {
  const app = sql(role);
  await sql`grant usage on schema public to ${app}`;
  // BullMQ makes a sequence for each queue when it first adds in bulk.
  await sql`grant usage, create on schema bullmq to ${app}`;
  await sql`grant select, insert, update, delete on all tables in schema public, bullmq to ${app}`;
  await grantSequences(sql, role);
  await sql`grant execute on all functions in schema bullmq to ${app}`;
  await sql`revoke update, delete on audit_entries, consent_records, ledger_seals, wordings from ${app}`;
  await sql`grant execute on function ledger_horizon(text), tombstone_person(uuid), purge_ledger(text, timestamptz, int) to ${app}`;
  await sql`grant usage on schema drizzle to ${app}`;
  await sql`grant select on all tables in schema drizzle to ${app}`;
}

/** Not “on all sequences”: those that the site's role made itself are not ours to grant, and asking is an error. */
async function grantSequences(sql: postgres.Sql, role: string): Promise<void> {
  const ours = await sql<{ schema: string; name: string }[]>`
    select relnamespace::regnamespace::text as schema, relname as name from pg_class
    where relkind = 'S' and relnamespace in ('public'::regnamespace, 'bullmq'::regnamespace) and pg_has_role(relowner, 'usage')`;
  for (const { schema, name } of ours) await sql`grant usage, select, update on sequence ${sql(schema)}.${sql(name)} to ${sql(role)}`;
}
