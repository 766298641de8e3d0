import { eq, inArray } from "drizzle-orm";
import { persons } from "#db/schema/people";
import type { Ctx, PersonId } from "~/lib/ctx";
import { nameForStaff, shownName } from "./person-name.server";

export type PersonName = { ref: string; name: string };

/** Who these people are, by their ids: for lists that hold ids only. An erased person has no name any more. */
export async function namePersons(ctx: Ctx, ids: readonly (string | null)[]): Promise<Map<string, PersonName>> {
  const wanted = [...new Set(ids.filter((id): id is string => id !== null))];
  if (wanted.length === 0) return new Map();
  const rows = await ctx.db
    .select({ id: persons.id, ref: persons.ref, name: nameForStaff(persons) })
    .from(persons)
    .where(inArray(persons.id, wanted));
  return new Map(rows.map(({ id, ref, name }) => [id, { ref, name: name ?? `Somebody (${ref})` }]));
}

/** How a person is called, while that is known. */
export async function listNames(ctx: Ctx, personId: PersonId): Promise<string[]> {
  const [person] = await ctx.db
    .select({ fullName: persons.fullName, displayName: persons.displayName })
    .from(persons)
    .where(eq(persons.id, personId));
  return [...new Set([person?.fullName?.trim(), person?.displayName?.trim()])].filter((name): name is string => Boolean(name));
}

/** A person as they chose to be shown; null where nobody is meant, and once they were erased. */
export async function findShownName(ctx: Ctx, personId: PersonId | null): Promise<string | null> {
  if (!personId) return null;
  const [person] = await ctx.db
    .select({ name: shownName(persons) })
    .from(persons)
    .where(eq(persons.id, personId));
  return person?.name ?? null;
}
