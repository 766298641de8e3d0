import { type SQL, sql } from "drizzle-orm";
import { getTableConfig } from "drizzle-orm/pg-core";
import { classifications } from "#db/classified";
import { type Classification, PURPOSES } from "#db/classify";
import { type DataSubject, loadDataSubject, rowsOf } from "~/features/people/personal-rows.server";
import { askTogether } from "~/lib/ask-together.server";
import type { Ctx, PersonId } from "~/lib/ctx";

/** A page counts no further. */
export const MOST_COUNTED = 1000;

export type Held = { classification: Classification; rows: number };

/** How many rows of each table are a person's: every kind of information at once. Tables without any are left out. */
export async function countHeld(ctx: Ctx, personId: PersonId): Promise<Held[]> {
  const subject = await loadDataSubject(ctx, personId);
  return (await askTogether(ctx.db, { held: heldBy(subject) })).held;
}

/** The same as a part of another statement. */
export function heldBy(subject: DataSubject, most?: number): SQL<Held[]> {
  const all = classifications();
  const about = all.filter(({ subjects }) => subjects.length > 0);
  const counts = about.map((each, index) => {
    const rows = sql`select from ${each.table} where ${rowsOf(each, subject, all)} ${most ? sql`limit ${most + 1}` : sql``}`;
    return sql`select ${index}::int as index, count(*)::int as rows from (${rows}) as found`;
  });
  const counted = sql`(select json_agg(rows order by index) from (${sql.join(counts, sql` union all `)}) as counted)`;
  return counted.mapWith((rowsAt: number[]) =>
    about.flatMap((classification, index) => {
      const rows = rowsAt[index]!;
      return rows > 0 ? [{ classification, rows }] : [];
    }),
  );
}

export type HeldKind = { table: string; title: string; rows: number; isMore: boolean; purposes: { purpose: string; retention: string }[] };

/** In words: what is held, how much of it, why, and for how long. */
export const sayHeld = (held: readonly Held[]): HeldKind[] =>
  held.map(({ classification: { table, title, columns }, rows }) => {
    return {
      table: getTableConfig(table).name,
      title,
      rows: Math.min(rows, MOST_COUNTED),
      isMore: rows > MOST_COUNTED,
      purposes: purposesOf(columns).map(({ purpose, retention }) => ({ purpose, retention })),
    };
  });

/** Why a table is held: each purpose of its columns with its lawful basis and retention. */
export function purposesOf(columns: Classification["columns"]): { purpose: string; basis: string; retention: string }[] {
  const keys = new Set(Object.values(columns).flatMap((column) => (column.holds === "plain" ? [] : [column.purpose])));
  return [...keys].map((key) => PURPOSES[key]);
}
