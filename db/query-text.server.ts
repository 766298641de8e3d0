import {
  Column,
  is,
  isTable,
  isView,
  Name,
  Param,
  Placeholder,
  type Query,
  SQL,
  type SQLWrapper,
  StringChunk,
  Subquery,
  type Table,
} from "drizzle-orm";

type Config = Parameters<SQL["buildQueryFromSourceParams"]>[1];
type Chunks = Parameters<SQL["buildQueryFromSourceParams"]>[0];
type Kind = "text" | "name" | "sql" | "table" | "column" | "param" | "placeholder" | "subquery" | "other";
/** A query's text and values as they are written. */
type Written = { sql: string; params: unknown[]; config: Config & { paramStartIndex: { value: number } } };

const NAME = Symbol.for("drizzle:Name");
const SCHEMA = Symbol.for("drizzle:Schema");
const IS_ALIAS = Symbol.for("drizzle:IsAlias");

const { buildQueryFromSourceParams: buildSlowly } = SQL.prototype;

/**
 * Has drizzle write a query's text in one go. It makes an object for each of the thousands of pieces of a long query, asks each a dozen
 * times what it is, and joins them at every level anew: a sixth of what a page of the forum takes. What is rare it still writes itself.
 */
export function writeQueriesInOneGo(): void {
  SQL.prototype.buildQueryFromSourceParams = buildQuickly;
}

/** Whether its values stand in its text. */
const isInline = (sql: SQL) => (sql as unknown as { shouldInlineParams: boolean }).shouldInlineParams;

function buildQuickly(this: SQL, chunks: Chunks, config: Config): Query {
  if (config.inlineParams || isInline(this) || config.invokeSource === "indexes") return buildSlowly.call(this, chunks, config);
  const written = { sql: "", params: [], config: { ...config, paramStartIndex: config.paramStartIndex ?? { value: 0 } } };
  for (const chunk of chunks) write(written, chunk);
  return { sql: written.sql, params: written.params };
}

function write(to: Written, chunk: unknown): void {
  if (chunk === undefined) return;
  if (typeof chunk === "function") writeRare(to, chunk);
  else if (typeof chunk !== "object" || chunk === null) writeValue(to, chunk);
  else if (Array.isArray(chunk)) writeList(to, chunk);
  else WRITERS[kindOf(chunk)](to, chunk as never);
}

/** By the class alone, which is asked once; not by `constructor`, which a subquery looks for among its columns. */
const kinds = new WeakMap<object, Kind>();

function kindOf(chunk: object): Kind {
  const prototype = Object.getPrototypeOf(chunk);
  if (prototype === null) return "other";
  const known = kinds.get(prototype);
  if (known) return known;
  const kind = judge(chunk);
  kinds.set(prototype, kind);
  return kind;
}

function judge(chunk: object): Kind {
  if (is(chunk, StringChunk)) return "text";
  if (is(chunk, Name)) return "name";
  if (is(chunk, SQL)) return "sql";
  if (isTable(chunk)) return "table";
  if (is(chunk, Column)) return "column";
  if (isView(chunk)) return "other";
  if (is(chunk, Param)) return "param";
  if (is(chunk, Placeholder)) return "placeholder";
  return is(chunk, Subquery) ? "subquery" : "other";
}

const WRITERS: Record<Kind, (to: Written, chunk: never) => void> = {
  text: writeText,
  name: writeName,
  sql: writeSql,
  table: writeTable,
  column: writeColumn,
  param: writeParam,
  placeholder: writeValue,
  subquery: writeSubquery,
  other: writeOther,
};

function writeText(to: Written, { value }: StringChunk): void {
  for (const text of value) to.sql += text;
}

function writeName(to: Written, { value }: Name): void {
  to.sql += to.config.escapeName(value);
}

function writeSql(to: Written, chunk: SQL): void {
  if (isInline(chunk)) writeRare(to, chunk);
  else for (const part of chunk.queryChunks) write(to, part);
}

function writeTable(to: Written, table: Table): void {
  to.sql += nameOf(to.config, table);
}

function nameOf({ escapeName }: Config, table: Table): string {
  const { [SCHEMA]: schema, [NAME]: name, [IS_ALIAS]: isAlias } = table as unknown as { [key: symbol]: string | undefined };
  return schema === undefined || isAlias ? escapeName(name!) : `${escapeName(schema)}.${escapeName(name!)}`;
}

const columns = new WeakMap<Column, string>();

function writeColumn(to: Written, column: Column): void {
  const { escapeName, casing } = to.config;
  const text = columns.get(column) ?? `${nameOf(to.config, column.table)}.${escapeName(casing.getColumnCasing(column))}`;
  columns.set(column, text);
  to.sql += text;
}

function writeList(to: Written, list: readonly unknown[]): void {
  to.sql += "(";
  for (const [index, one] of list.entries()) {
    if (index > 0) to.sql += ", ";
    write(to, one);
  }
  to.sql += ")";
}

function writeValue(to: Written, value: unknown): void {
  to.sql += to.config.escapeParam(to.config.paramStartIndex.value++, value);
  to.params.push(value);
}

function writeParam(to: Written, param: Param): void {
  if (is(param.value, Placeholder)) writeValue(to, param);
  else {
    const value = param.value === null ? null : param.encoder.mapToDriverValue(param.value);
    if (is(value, SQL)) write(to, value);
    else writeValue(to, value);
  }
}

function writeSubquery(to: Written, { _: { alias, isWith, sql } }: Subquery): void {
  if (!isWith) {
    to.sql += "(";
    write(to, sql);
    to.sql += ") ";
  }
  to.sql += to.config.escapeName(alias);
}

/** A query within a query; what has a name of its own in it; and values that are objects. */
function writeOther(to: Written, chunk: SQLWrapper & { fieldAlias?: string }): void {
  if (isView(chunk) || (is(chunk, SQL.Aliased) && chunk.fieldAlias !== undefined)) writeRare(to, chunk);
  else if (typeof chunk.getSQL !== "function") writeValue(to, chunk);
  else if (chunk.shouldOmitSQLParens?.()) write(to, chunk.getSQL());
  else writeList(to, [chunk.getSQL()]);
}

function writeRare(to: Written, chunk: unknown): void {
  const { sql, params } = buildSlowly.call(new SQL([]), [chunk] as Chunks, to.config);
  to.sql += sql;
  to.params.push(...params);
}
