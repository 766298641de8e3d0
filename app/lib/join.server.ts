import { type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";

type Named<T extends PgTable> = PgTable<{ name: T["_"]["name"]; schema: undefined; columns: Record<never, never>; dialect: "pg" }>;

/**
 * How a room lets others join a table of its own, to be spread: `.innerJoin(...scopeOf(forumTopics.scopeId))`. The table's columns are not
 * in its type: what others may read of it are fragments that its room gives beside the join.
 */
export type Join<T extends PgTable = PgTable> = readonly [table: Named<T>, on: SQL];

export const joinOf = <T extends PgTable>(table: T, on: SQL | undefined): Join<T> => [table as unknown as Named<T>, on ?? sql`true`];

/** The same in a statement that is written out: `join ${joinSql(scopeOf(…))}`. */
export const joinSql = ([table, on]: Join): SQL => sql`${table} on ${on}`;
