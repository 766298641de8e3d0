import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type postgres from "postgres";

const FUNCTIONS = "db/functions";
const JOURNAL = "db/migrations/meta/_journal.json";

/** What columns and indexes compute with, who is called first: it is there before the migrations that make those. */
export const COMPUTING = ["plain_letters.sql", "search_vector.sql", "name_words.sql"];

export async function applyComputing(sql: postgres.Sql): Promise<void> {
  for (const name of COMPUTING) await sql.unsafe(readFunction(name));
}

/**
 * Replaces the functions, and the triggers that stand beside them, when there is a new migration or text: all or none. Not at every start,
 * because making a trigger locks its table.
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
  wanted ??= functionsHash();
  try {
    return (await sql`select from drizzle.applied_functions where hash = ${wanted}`).length === 1;
  } catch (error) {
    const NO_SUCH_TABLE = "42P01";
    if ((error as { code?: string }).code === NO_SUCH_TABLE) return false;
    throw error;
  }
}

let wanted: string | null = null;

/**
 * A new migration changes it too: functions that no longer fit the tables fail then, not at their first
 * caller, and a table made anew gets its triggers.
 */
export function functionsHash(): string {
  const { entries } = JSON.parse(readFileSync(JOURNAL, "utf8")) as { entries: { when: number }[] };
  return createHash("sha256")
    .update(`${entries.at(-1)!.when}\n${readFunctions().join("")}`)
    .digest("hex");
}

const readFunctions = () =>
  readdirSync(FUNCTIONS)
    .filter((name) => name.endsWith(".sql"))
    .sort()
    .map(readFunction);

const readFunction = (name: string) => readFileSync(join(FUNCTIONS, name), "utf8");
