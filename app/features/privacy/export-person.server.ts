import { asc, inArray, type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, getTableConfig, type PgTable } from "drizzle-orm/pg-core";
import { classifications } from "#db/classified";
import type { Classification, ColumnClass } from "#db/classify";
import { accounts } from "#db/schema/accounts";
import { lists, wordings } from "#db/schema/consents";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { addresses, organisations, personInterests, persons } from "#db/schema/people";
import { grants, groups } from "#db/schema/permissions";
import { recordEntry } from "~/features/audit/record-entry.server";
import { type DataSubject, loadDataSubject, rowsOf } from "~/features/people/personal-rows.server";
import { demandPermission } from "~/features/permissions/demand-permission";
import type { Ctx, PersonId } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { purposesOf } from "./held.queries.server";

export type ExportedTable = {
  table: string;
  title: string;
  /** Why it is held: purpose, lawful basis, retention. */
  purposes: { purpose: string; basis: string; retention: string }[];
  labels: Record<string, string>;
  rows: Record<string, unknown>[];
};
export type PersonExport = { reference: string; madeAt: string; tables: ExportedTable[] };

/** What an id of these columns means in words, where it would say nothing by itself. */
const WORDS: Record<string, { table: PgTable; key: AnyPgColumn; text: AnyPgColumn | SQL }> = {
  listId: { table: lists, key: lists.id, text: lists.slug },
  groupId: { table: groups, key: groups.id, text: groups.name },
  organisationId: { table: organisations, key: organisations.id, text: organisations.name },
  wordingId: { table: wordings, key: wordings.id, text: wordings.body },
  topicId: { table: forumTopics, key: forumTopics.id, text: forumTopics.code },
  postId: {
    table: forumPosts,
    key: forumPosts.id,
    text: sql`(select ${forumTopics.code} || ', post ' || ${forumPosts.number} from ${forumTopics} where ${forumTopics.id} = ${forumPosts.topicId})`,
  },
};

/**
 * Everything held about one person: every classified table, other people masked (PMN-7, PMN-11). For the person, signed in, and for those
 * who answer requests. Written down as a disclosure to them.
 * One snapshot: what changes meanwhile is in it as a whole or not at all. Runs in a transaction of its own.
 * @throws ForbiddenError
 */
export async function exportPerson(ctx: Ctx, personId: PersonId): Promise<PersonExport> {
  demandPermission(ctx, "copy-records", personId);
  const takeCopy = async (ctx: Ctx) => {
    const subject = await loadDataSubject(ctx, personId);
    const all = classifications();
    const tables: ExportedTable[] = [];
    for (const classification of all.filter((each) => each.subjects.length > 0))
      tables.push(await exportTable(ctx, classification, subject, all));
    const [self] = await ctx.db
      .select({ ref: persons.ref })
      .from(persons)
      .where(inArray(persons.id, [personId]));
    await recordEntry(ctx, { class: "disclosure", action: "person.exported", subjectId: personId, purpose: "access" });
    return { reference: self?.ref ?? "", madeAt: ctx.now.toISOString(), tables };
  };
  return inTransaction(ctx, takeCopy, { isolation: "repeatable read" });
}

/**
 * What a page can show of it: who one is, how one is reached, what one may do, and how one signs
 * in. The person's own look is no disclosure.
 */
const SUMMARY: readonly PgTable[] = [persons, personInterests, addresses, grants, accounts];

/** The summary of what is held about one person (IMS-2): the same rows as in the copy, without what says nothing by itself. */
export async function summarisePerson(ctx: Ctx, personId: PersonId): Promise<ExportedTable[]> {
  const subject = await loadDataSubject(ctx, personId);
  const all = classifications();
  const shown = all.filter(({ table }) => SUMMARY.includes(table));
  const tables = await Promise.all(shown.map((classification) => exportTable(ctx, classification, subject, all)));
  return tables.filter(({ rows }) => rows.length > 0).map((table) => ({ ...table, labels: tellingLabels(table, all) }));
}

/** Only of columns that tell their owner something. */
function tellingLabels({ table, labels }: ExportedTable, all: Classification[]): Record<string, string> {
  const { columns } = all.find((each) => getTableConfig(each.table).name === table)!;
  return Object.fromEntries(Object.entries(labels).filter(([name]) => columns[name]!.holds === "about"));
}

async function exportTable(ctx: Ctx, classification: Classification, subject: DataSubject, all: Classification[]): Promise<ExportedTable> {
  const { table, columns } = classification;
  const primary = getTableConfig(table).columns.find((column) => column.primary) ?? getTableConfig(table).columns[0]!;
  const found = (await ctx.db
    .select()
    .from(table as PgTable)
    .where(rowsOf(classification, subject, all))
    .orderBy(asc(primary))) as Record<string, unknown>[];
  const words = await loadWords(ctx, columns, found);
  return {
    table: getTableConfig(table).name,
    title: classification.title,
    purposes: purposesOf(columns),
    labels: Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, labelOf(name, column)])),
    rows: found.map((row) =>
      Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, shown(name, column, row, subject, words)])),
    ),
  };
}

function shown(name: string, column: ColumnClass, row: Record<string, unknown>, subject: DataSubject, words: Map<string, string>): unknown {
  const value = row[name];
  if (value === null || value === undefined) return null;
  if (column.holds === "secret") return `held, not shown: ${column.why}`;
  if (column.holds === "who") return subject.personIds.includes(String(value)) ? "you" : "another person";
  if (column.holds === "about" && column.of && row[column.of] !== null && !subject.personIds.includes(String(row[column.of])))
    return "about another person";
  if (Buffer.isBuffer(value)) return value.toString("hex");
  return words.get(`${name}:${value}`) ?? value;
}

async function loadWords(ctx: Ctx, columns: Record<string, ColumnClass>, rows: Record<string, unknown>[]): Promise<Map<string, string>> {
  const words = new Map<string, string>();
  for (const [name, { table, key, text }] of Object.entries(WORDS)) {
    const ids = [...new Set(rows.map((row) => row[name]).filter((id): id is string => typeof id === "string"))];
    if (!(name in columns) || ids.length === 0) continue;
    for (const row of await ctx.db.select({ key, text }).from(table).where(inArray(key, ids)))
      words.set(`${name}:${row.key}`, String(row.text));
  }
  return words;
}

/** “lastReadNumber” as “Last read number” and “organisationId” as “Organisation”, unless the column has words of its own. */
function labelOf(name: string, column: ColumnClass): string {
  if (column.holds === "about" && column.label) return column.label;
  const text = name
    .replace(/(.)Id$/, "$1")
    .replace(/([A-Z])/g, " $1")
    .toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
}
