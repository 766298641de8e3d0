import { and, eq, isNull } from "drizzle-orm";
import { persons } from "#db/schema/people";
import type { Ctx, PersonId } from "~/lib/ctx";

/** Why nothing more is done with somebody's details. Only who set a restriction lifts it. */
export type Restriction = "at their own request" | "leaving" | "case under way";

/** False when they are restricted already, for whatever reason. Who may, and that it is written down, is the caller's. */
export async function setRestriction(ctx: Ctx, { personId, why }: { personId: PersonId; why: Restriction }): Promise<boolean> {
  const rows = await ctx.db
    .update(persons)
    .set({ restrictedAt: ctx.now, restrictedWhy: why })
    .where(and(eq(persons.id, personId), isNull(persons.restrictedAt), isNull(persons.erasedAt)))
    .returning({ id: persons.id });
  return rows.length > 0;
}

/** False when there was no restriction of that kind. */
export async function clearRestriction(ctx: Ctx, { personId, why }: { personId: PersonId; why: Restriction }): Promise<boolean> {
  const rows = await ctx.db
    .update(persons)
    .set({ restrictedAt: null, restrictedWhy: null })
    .where(and(eq(persons.id, personId), eq(persons.restrictedWhy, why)))
    .returning({ id: persons.id });
  return rows.length > 0;
}
