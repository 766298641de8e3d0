import { inArray } from "drizzle-orm";
import { persons } from "#db/schema/people";
import type { Ctx } from "~/lib/ctx";

export type PersonName = { ref: string; name: string };

/** Who these people are, by their ids: for lists that hold ids only. An erased person has no name any more. */
export async function namePersons(ctx: Ctx, ids: readonly (string | null)[]): Promise<Map<string, PersonName>> {
  const wanted = [...new Set(ids.filter((id): id is string => id !== null))];
  if (wanted.length === 0) return new Map();
  const rows = await ctx.db
    .select({ id: persons.id, ref: persons.ref, displayName: persons.displayName, fullName: persons.fullName })
    .from(persons)
    .where(inArray(persons.id, wanted));
  return new Map(rows.map((row) => [row.id, { ref: row.ref, name: row.fullName ?? row.displayName ?? `Somebody (${row.ref})` }]));
}
