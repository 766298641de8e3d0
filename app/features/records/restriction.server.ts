import { recordEntry } from "~/features/audit/record-entry.server";
import { clearRestriction, type Restriction, setRestriction } from "~/features/people/restricted.server";
import { demandPermission } from "~/features/permissions/demand-permission";
import type { Ctx, PersonId } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";

/** `reason`: in words, where staff act. */
type Change = { personId: PersonId; why: Restriction; reason?: string };

/**
 * Stops all use of a person's details at once (PMN-9): no service and list mail, no place in directory, search and figures; what carries
 * out rights or keeps the account safe still goes out. False when they are restricted already, for whatever reason. Their own act, or
 * that of staff whose task it is. @throws ForbiddenError
 */
export async function restrictPerson(ctx: Ctx, { personId, why, reason }: Change): Promise<boolean> {
  demandPermission(ctx, "restrict-data", personId);
  return inTransaction(ctx, async (ctx) => {
    const isNew = await setRestriction(ctx, { personId, why });
    if (isNew)
      await recordEntry(ctx, {
        class: "act",
        action: "person.restricted",
        subjectId: personId,
        purpose: why,
        detail: reason ? { reason } : undefined,
      });
    return isNew;
  });
}

/** False when there was no restriction of that kind. @throws ForbiddenError */
export async function liftRestriction(ctx: Ctx, { personId, why, reason }: Change): Promise<boolean> {
  demandPermission(ctx, "restrict-data", personId);
  return inTransaction(ctx, async (ctx) => {
    const isLifted = await clearRestriction(ctx, { personId, why });
    if (isLifted)
      await recordEntry(ctx, {
        class: "act",
        action: "person.restriction-lifted",
        subjectId: personId,
        purpose: why,
        detail: reason ? { reason } : undefined,
      });
    return isLifted;
  });
}
