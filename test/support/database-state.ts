import { ownerDb } from "./context";

/**
 * Written on GET by leave of `design.md` §3: looks, read marks, who has a page open to write in, session use, rate limits. Everything else
 * must stand still.
 */
const BOOKKEEPING = new Set(["rate_limits", "sessions", "forum_reads", "content_reads", "content_openings", "draft_openings"]);

/** A number per table that changes when any row of it does. */
export async function databaseState({ bookkeeping = false } = {}): Promise<Record<string, string>> {
  const { sql } = ownerDb();
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`;
  const state: Record<string, string> = {};
  for (const { name } of tables) {
    if (!bookkeeping && BOOKKEEPING.has(name)) continue;
    const [row] = await sql<
      { sum: string }[]
    >`select count(*) || ':' || coalesce(sum(hashtextextended(row::text, 0)), 0) as sum from ${sql(name)} as row`;
    state[name] = row!.sum;
  }
  return state;
}

/** The tables of which a row holds these words. */
export async function tablesThatSay(words: string): Promise<string[]> {
  const { sql } = ownerDb();
  const found: string[] = [];
  for (const table of Object.keys(await databaseState({ bookkeeping: true }))) {
    const hits = await sql`select 1 from ${sql(table)} as row where row::text like ${`%${words}%`} limit 1`;
    if (hits.length > 0) found.push(table);
  }
  return found;
}
