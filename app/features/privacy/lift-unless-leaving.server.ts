import { takeTurn } from "~/features/people/persons.server";
import { liftRestriction } from "~/features/records/restriction.server";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { isLeaving } from "./leave.server";

/** As `liftRestriction`. False also while the person is leaving, which stops the use of their details whatever stopped it before. */
export async function liftUnlessLeaving(ctx: Ctx, change: Parameters<typeof liftRestriction>[1]): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    await takeTurn(ctx, change.personId);
    return !(await isLeaving(ctx, change.personId)) && liftRestriction(ctx, change);
  });
}
