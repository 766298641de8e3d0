import { type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn, AnyPgTable } from "drizzle-orm/pg-core";
import { MOST_COUNTED } from "./count-in-words";

type Newest = { table: AnyPgTable; id: AnyPgColumn; at: AnyPgColumn; since: Date; where?: SQL };

/** Before every key that was made at a moment or later: keys are uuids of version 7, which begin with when they were made. */
function firstKey(since: Date): string {
  const made = since.getTime().toString(16).padStart(12, "0");
  return `${made.slice(0, 8)}-${made.slice(8)}-0000-0000-000000000000`;
}

/**
 * How many of the newest rows of a table are of a moment or later, as one value of a statement; no more are looked at than were made since.
 */
export const countNewest = ({ table, id, at, since, where = sql`true` }: Newest): SQL<number> =>
  sql<number>`(select count(*)::int from (select ${at} as at from ${table} where ${id} >= ${firstKey(since)}::uuid and ${where} order by ${id} desc limit ${MOST_COUNTED + 1}) as newest
    where newest.at >= ${since.toISOString()}::timestamptz)`;
