import { type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn, AnyPgTable } from "drizzle-orm/pg-core";
import { MOST_COUNTED } from "./count-in-words";

type Newest = { table: AnyPgTable; id: AnyPgColumn; at: AnyPgColumn; since: Date; where?: SQL };

/** How many of the newest rows of a table are of a moment or later, as one value of a statement; no more are looked at than are counted. */
export const countNewest = ({ table, id, at, since, where = sql`true` }: Newest): SQL<number> =>
  sql<number>`(select count(*)::int from (select ${at} as at from ${table} where ${where} order by ${id} desc limit ${MOST_COUNTED + 1}) as newest
    where newest.at >= ${since.toISOString()}::timestamptz)`;
