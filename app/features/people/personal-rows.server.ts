import { and, eq, getTableColumns, inArray, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, getTableConfig, type PgTable } from "drizzle-orm/pg-core";
import type { Classification, Subject } from "#db/classify";
import { addresses, persons } from "#db/schema/people";
import type { Ctx, PersonId } from "~/lib/ctx";

/**
 * By what the rows of one person are found: their id, the records that became one with theirs, and the
 * addresses that they hold now, proven and unreleased.
 */
export type DataSubject = { personIds: PersonId[]; canonicals: string[]; hashes: Buffer[] };

export async function loadDataSubject(ctx: Ctx, personId: PersonId): Promise<DataSubject> {
  const { id } = persons;
  const { canonical, hashes } = addresses;
  const isHeld = and(eq(addresses.personId, personId), isNull(addresses.releasedAt), isNotNull(addresses.verifiedAt));
  const rows = await ctx.db
    .select({ id, canonical, hashes })
    .from(persons)
    .leftJoin(addresses, and(eq(addresses.personId, id), isHeld))
    .where(or(eq(id, personId), eq(persons.mergedInto, personId)));
  return {
    personIds: [...new Set([personId, ...rows.map(({ id }) => id)])],
    canonicals: rows.flatMap(({ canonical }) => canonical ?? []),
    hashes: rows.flatMap(({ hashes }) => hashes ?? []),
  };
}

/** The condition that picks a person's rows from a classified table: the same one for their copy, erasure and the tests of both. */
export function rowsOf(classification: Classification, subject: DataSubject, all: Classification[]): SQL {
  const conditions = classification.subjects.map((rule) => conditionOf(classification.table, rule, subject, all));
  return or(...conditions) ?? sql`false`;
}

/** Tables in the order in which their rows can be deleted: who points comes before what is pointed at. */
export function inDeletionOrder(all: Classification[]): Classification[] {
  const ordered: Classification[] = [];
  const visit = (classification: Classification, path: PgTable[]) => {
    if (ordered.includes(classification) || path.includes(classification.table)) return;
    for (const other of all)
      if (other !== classification && pointsAt(other.table, classification.table)) visit(other, [...path, classification.table]);
    ordered.push(classification);
  };
  for (const classification of all) visit(classification, []);
  return ordered;
}

function conditionOf(table: PgTable, rule: Subject, subject: DataSubject, all: Classification[]): SQL {
  const column = columnOf(table, rule.column);
  if (rule.by === "person") return inArray(column, subject.personIds);
  if (rule.by === "via") {
    const target = all.find((candidate) => candidate.table === rule.table());
    if (!target) throw new Error(`${rule.column} points at a table that is not classified`);
    // as an array, which an index of the column finds beside the other conditions; of a subquery beside them all rows are read
    return sql`${column} = any (array(select ${columnOf(target.table, "id")} from ${target.table} where ${rowsOf(target, subject, all)}))`;
  }
  if (subject.canonicals.length === 0) return sql`false`;
  const isTheirs =
    rule.holds === "hashes"
      ? sql`${column} && ${sql.param(subject.hashes, column)}`
      : inArray(column, rule.holds === "canonical" ? subject.canonicals : subject.hashes);
  return rule.unless ? sql`(${columnOf(table, rule.unless)} is null and ${isTheirs})` : isTheirs;
}

export function columnOf(table: PgTable, name: string): AnyPgColumn {
  const column = (getTableColumns(table) as Record<string, AnyPgColumn>)[name];
  if (!column) throw new Error(`no column ${name}`);
  return column;
}

const pointsAt = (from: PgTable, to: PgTable) => getTableConfig(from).foreignKeys.some((key) => key.reference().foreignTable === to);
