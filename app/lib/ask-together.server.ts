import { type AnyColumn, Column, type DriverValueDecoder, is, SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { Db } from "#db/client.server";

type Query<Row> = SQLWrapper & { readonly _: { readonly selectedFields: object; readonly result: Row[] } };

/**
 * What a query finds, as one value of a statement that asks for several things: its rows as JSON, read back by the columns they are of, and
 * given as `read` makes them. So a room hands its question on, and whoever asks decides with what else. Bytes, and a moment that no column
 * decodes, come as JSON writes them.
 */
export function foundBy<Row>(query: Query<Row>): SQL<Row[]>;
export function foundBy<Row, T>(query: Query<Row>, read: (rows: Row[]) => T): SQL<T>;
export function foundBy<Row>(query: Query<Row>, read: (rows: Row[]) => unknown = (rows) => rows): SQL {
  const fields = query._.selectedFields as Fields;
  const names = sql.join(
    leavesOf(fields).map((_, index) => sql.identifier(`v${index}`)),
    sql`, `,
  );
  const rows = sql`(select coalesce(json_agg(json_build_array(${names})), '[]') from ${query} found(${names}))`;
  return rows.mapWith((found: unknown[][]) => read(found.map((values) => readRow(fields, values.values()) as Row)));
}

/** Of a query that finds one row at most. */
export const firstOf = <Row>(query: Query<Row>): SQL<Row | null> => foundBy(query, ([row]) => row ?? null);

/** Several values in one statement. */
export async function askTogether<T extends Record<string, SQL>>(
  db: Db,
  values: T,
): Promise<{ [K in keyof T]: T[K] extends SQL<infer V> ? V : never }> {
  const [row] = await db.select(values).from(sql`(values (0)) as one`);
  return row as { [K in keyof T]: T[K] extends SQL<infer V> ? V : never };
}

/** As `inArray`, in one text however many ids there are: the database prepares each text by itself, and keeps it. */
export const isOneOf = (column: AnyColumn, ids: readonly string[]): SQL => sql`${column} = any(${sql.param(ids)}::uuid[])`;

/** As drizzle takes what is selected: columns and expressions, and objects of them. */
type Leaf = Column | SQL | SQL.Aliased;
type Fields = { [name: string]: Leaf | Fields };

const isLeaf = (field: Leaf | Fields): field is Leaf => is(field, Column) || is(field, SQL) || is(field, SQL.Aliased);

const leavesOf = (fields: Fields): Leaf[] => Object.values(fields).flatMap((field) => (isLeaf(field) ? [field] : leavesOf(field)));

function readRow(fields: Fields, values: Iterator<unknown>): Record<string, unknown> {
  const read = (field: Leaf | Fields) => (isLeaf(field) ? readValue(field, values.next().value) : readRow(field, values));
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, read(field)]));
}

function readValue(field: Leaf, value: unknown): unknown {
  if (value === null) return null;
  if (is(field, Column)) return field.mapFromDriverValue(value);
  // what an expression was mapped with is no part of its type
  const { decoder } = (is(field, SQL.Aliased) ? field.sql : field) as unknown as { decoder: DriverValueDecoder<unknown, unknown> };
  return decoder.mapFromDriverValue(value);
}
