import { and, eq, isNull } from "drizzle-orm";
import { persons } from "#db/schema/people";
import { recordEntry } from "~/features/audit/record-entry.server";
import { demandPermission } from "~/features/permissions/demand-permission";
import type { Ctx, PersonId } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";

/** Why nothing more is done with somebody's details. Only who set a restriction lifts it. */
export type Restriction = "at their own request" | "leaving" | "case under way";

/** `reason`: in words, where staff act. */
type Change = { personId: PersonId; why: Restriction; reason?: string };

/**
 * Stops all use of a person's details at once (PMN-9): no service and list mail, no place in directory, search and figures; what carries out
 * rights or keeps the account safe still goes out. False when they are restricted already, for whatever reason.
 * Their own act, or that of staff whose task it is. @throws ForbiddenError
 */
export async function restrictPerson(ctx: Ctx, { personId, why, reason }: Change): Promise<boolean> {
  demandPermission(ctx, "restrict-data", personId);
  return inTransaction(ctx, async (ctx) => {
    const rows = await ctx.db
      .update(persons)
      .set({ restrictedAt: ctx.now, restrictedWhy: why })
      .where(and(eq(persons.id, personId), isNull(persons.restrictedAt), isNull(persons.erasedAt)))
      .returning({ id: persons.id });
    if (rows.length > 0)
      await recordEntry(ctx, {
        class: "act",
        action: "person.restricted",
        subjectId: personId,
        purpose: why,
        detail: reason ? { reason } : undefined,
      });
    return rows.length > 0;
  });
}

/** False when there was no restriction of that kind. @throws ForbiddenError */
export async function liftRestriction(ctx: Ctx, { personId, why, reason }: Change): Promise<boolean> {
  demandPermission(ctx, "restrict-data", personId);
  return inTransaction(ctx, async (ctx) => {
    const rows = await ctx.db
      .update(persons)
      .set({ restrictedAt: null, restrictedWhy: null })
      .where(and(eq(persons.id, personId), eq(persons.restrictedWhy, why)))
      .returning({ id: persons.id });
    if (rows.length > 0)
      await recordEntry(ctx, {
        class: "act",
        action: "person.restriction-lifted",
        subjectId: personId,
        purpose: why,
        detail: reason ? { reason } : undefined,
      });
    return rows.length > 0;
  });
}
