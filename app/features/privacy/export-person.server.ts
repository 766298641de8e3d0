import { asc, eq, type SQL, sql } from "drizzle-orm";
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
import { columnOf, type DataSubject, loadDataSubject, rowsOf } from "~/features/people/personal-rows.server";
import { demandPermission } from "~/features/permissions/demand-permission";
import { getSettings } from "~/features/settings/settings.queries.server";
import { askTogether, foundBy } from "~/lib/ask-together.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { countHeld, type HeldKind, heldBy, MOST_COUNTED, purposesOf, sayHeld } from "./held.queries.server";

type Row = Record<string, unknown>;
type TableHead = {
  table: string;
  title: string;
  /** Why it is held: purpose, lawful basis, retention. */
  purposes: { purpose: string; basis: string; retention: string }[];
  labels: Record<string, string>;
};
/** `rows` reads them anew each time, a few at a time. */
export type ExportedTable = TableHead & { count: number; rows: () => AsyncGenerator<Row> };
export type PersonExport = { reference: string; madeAt: string; madeBy: string; tables: ExportedTable[] };

/** Rows that are in memory at once: the longest texts are some hundred kilobytes. */
const BATCH = 200;

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
 * One snapshot: what changes meanwhile is in it as a whole or not at all. Runs in a transaction of its own, whose context `use` gets to
 * read the rows in. `begin` is its first statement: a lock that comes later finds what changed since the snapshot, and fails.
 * @throws ForbiddenError
 */
export async function exportPerson<T>(
  ctx: Ctx,
  personId: PersonId,
  use: (ctx: Ctx, copy: PersonExport) => Promise<T>,
  begin?: (ctx: Ctx) => Promise<void>,
): Promise<T> {
  demandPermission(ctx, "copy-records", personId);
  const takeCopy = async (ctx: Ctx) => {
    await begin?.(ctx);
    const subject = await loadDataSubject(ctx, personId);
    const all = classifications();
    const counts = new Map((await countHeld(ctx, personId)).map(({ classification, rows }) => [classification, rows]));
    const tables = all
      .filter(({ subjects }) => subjects.length > 0)
      .map((each) => ({ ...headOf(each), count: counts.get(each) ?? 0, rows: () => readRows(ctx, each, subject, all) }));
    const [self] = await ctx.db.select({ ref: persons.ref }).from(persons).where(eq(persons.id, personId));
    const { name } = await getSettings(ctx);
    const used = await use(ctx, { reference: self?.ref ?? "", madeAt: ctx.now.toISOString(), madeBy: name, tables });
    await recordEntry(ctx, { class: "disclosure", action: "person.exported", subjectId: personId, purpose: "access" });
    return used;
  };
  return inTransaction(ctx, takeCopy, { isolation: "repeatable read" });
}

/**
 * What a page can show of it: who one is, how one is reached, what one may do, and how one signs
 * in. The person's own look is no disclosure.
 */
const SUMMARY: readonly PgTable[] = [persons, personInterests, addresses, grants, accounts];

type Summary = TableHead & { rows: Row[] };

/**
 * The kinds of what is held about one person, and the summary of it (IMS-2): the same rows as in the copy, without what says nothing by
 * itself.
 */
export async function summarisePerson(ctx: Ctx, personId: PersonId): Promise<{ held: HeldKind[]; summary: Summary[] }> {
  const subject = await loadDataSubject(ctx, personId);
  const all = classifications();
  const summarise = (classification: Classification): SQL<Summary> =>
    foundBy(select(ctx, classification, subject, all), (found) => ({
      ...headOf(classification),
      labels: tellingLabels(classification),
      rows: found.map((row) => shownRow(classification, subject, row)),
    }));
  const summaries = all.filter(({ table }) => SUMMARY.includes(table)).map(summarise);
  const { held, ...tables } = await askTogether(ctx.db, {
    ...Object.fromEntries(summaries.entries()),
    held: heldBy(subject, MOST_COUNTED),
  });
  return { held: sayHeld(held), summary: (Object.values(tables) as Summary[]).filter(({ rows }) => rows.length > 0) };
}

/** Only of columns that tell their owner something. */
const tellingLabels = ({ columns }: Classification) =>
  Object.fromEntries(Object.entries(labelsOf(columns)).filter(([name]) => columns[name]!.holds === "about"));

const headOf = ({ table, title, columns }: Classification): TableHead => ({
  table: getTableConfig(table).name,
  title,
  purposes: purposesOf(columns),
  labels: labelsOf(columns),
});

/** The rows of one table by a cursor, which ends with the transaction: whoever has many is read as fast as they are taken. */
async function* readRows(ctx: Ctx, classification: Classification, subject: DataSubject, all: Classification[]): AsyncGenerator<Row> {
  await ctx.db.execute(sql`declare exported no scroll cursor for ${select(ctx, classification, subject, all)}`);
  let found: Row[];
  do {
    found = await ctx.db.execute<Row>(sql.raw(`fetch ${BATCH} from exported`));
    yield* found.map((row) => shownRow(classification, subject, decoded(classification, row)));
  } while (found.length === BATCH);
  await ctx.db.execute(sql`close exported`);
}

/**
 * Of a secret, only whether it is held is asked: it stays in the database, however large it is. Of an id that says nothing by itself, what
 * it means.
 */
function select(ctx: Ctx, classification: Classification, subject: DataSubject, all: Classification[]) {
  const { table, columns } = classification;
  const fields = Object.entries(columns).map(([name, { holds }]) => {
    const column = columnOf(table, name);
    if (holds === "secret") return [name, sql`nullif(${column} is not null, false)`.as(name)];
    return [name, (inWords(name, column) ?? sql`${column}`.mapWith(column)).as(name)];
  });
  const { columns: each, primaryKeys } = getTableConfig(table);
  const key = primaryKeys[0]?.columns ?? each.filter(({ primary }) => primary);
  return ctx.db
    .select(Object.fromEntries(fields) as Record<string, SQL.Aliased>)
    .from(table)
    .where(rowsOf(classification, subject, all))
    .orderBy(...key.map((column) => asc(column)));
}

const decoded = ({ table, columns }: Classification, row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value === null || columns[name]!.holds === "secret" ? value : columnOf(table, name).mapFromDriverValue(value),
    ]),
  );

const shownRow = ({ columns }: Classification, subject: DataSubject, row: Row): Row =>
  Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, shown(name, column, row, subject)]));

function shown(name: string, column: ColumnClass, row: Row, subject: DataSubject): unknown {
  const value = row[name];
  if (value === null || value === undefined) return null;
  if (column.holds === "secret") return `held, not shown: ${column.why}`;
  if (column.holds === "who") return subject.personIds.includes(String(value)) ? "you" : "another person";
  if (column.holds === "about" && column.of && !isOf(row[column.of], subject, column)) return "about another person";
  return Buffer.isBuffer(value) ? value.toString("hex") : value;
}

const isOf = (personId: unknown, { personIds }: DataSubject, { visitor }: { visitor?: true }) =>
  personId === null ? !visitor : personIds.includes(String(personId));

/** What the id in a column means, or the id; null where it needs no words. */
function inWords(name: string, column: AnyPgColumn): SQL | null {
  const words = WORDS[name];
  if (!words) return null;
  // within a fragment of its own, as in `isGrantOf`
  const meant = sql`(select ${words.text} from ${words.table} where ${words.key} = ${column})`;
  return sql`coalesce(${meant}, ${column}::text)`;
}

const labelsOf = (columns: Classification["columns"]) =>
  Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, labelOf(name, column)]));

/** “lastReadNumber” as “Last read number” and “organisationId” as “Organisation”, unless the column has words of its own. */
function labelOf(name: string, column: ColumnClass): string {
  if (column.holds === "about" && column.label) return column.label;
  const text = name
    .replace(/(.)Id$/, "$1")
    .replace(/([A-Z])/g, " $1")
    .toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
}
