import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type postgres from "postgres";

const FUNCTIONS = "db/functions";
const JOURNAL = "db/migrations/meta/_journal.json";

/**
 * Replaces the functions, and the triggers that stand beside them, when their text is not the one applied last: all or none. Not at every
 * migration, because a trigger locks its table.
 */
export async function applyFunctions(sql: postgres.Sql): Promise<void> {
  const hash = functionsHash();
  await sql`create table if not exists drizzle.applied_functions (hash text primary key, applied_at timestamptz not null)`;
  const [last] = await sql<{ hash: string }[]>`select hash from drizzle.applied_functions order by applied_at desc limit 1`;
  if (last?.hash === hash) return;
  await sql.begin(async (sql) => {
    for (const text of readFunctions()) await sql.unsafe(text);
    await sql`insert into drizzle.applied_functions values (${hash}, clock_timestamp())
      on conflict (hash) do update set applied_at = excluded.applied_at`;
  });
}

/**
 * Whether this release, or a later one, has migrated the database: while a release takes over from another, processes of both run,
 * and those of the older one stay ready.
 */
export async function isCurrent(sql: postgres.Sql): Promise<boolean> {
  wanted ??= { migration: newestMigration(), functions: functionsHash() };
  try {
    const [row] = await sql<{ current: boolean | null }[]>`
      select max(created_at) >= ${wanted.migration} and exists (select from drizzle.applied_functions where hash = ${wanted.functions}) as current
      from drizzle.__drizzle_migrations`;
    return row?.current === true;
  } catch (error) {
    const NO_SUCH_TABLE = "42P01";
    if ((error as { code?: string }).code === NO_SUCH_TABLE) return false;
    throw error;
  }
}

let wanted: { migration: number; functions: string } | null = null;

const newestMigration = () => (JSON.parse(readFileSync(JOURNAL, "utf8")) as { entries: { when: number }[] }).entries.at(-1)!.when;

export const functionsHash = () => createHash("sha256").update(readFunctions().join("")).digest("hex");

const readFunctions = () =>
  readdirSync(FUNCTIONS)
    .filter((name) => name.endsWith(".sql"))
    .sort()
    .map((name) => readFileSync(join(FUNCTIONS, name), "utf8"));
