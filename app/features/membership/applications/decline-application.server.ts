import type { Ctx } from "~/lib/ctx";
import { type Decision, type DecisionResult, decideApplication, storeDecision, type Undecided } from "./decide-application.server";

/** Declines, with a reason that the applicant is told. @throws NotFoundError, ForbiddenError */
export async function declineApplication(ctx: Ctx, { reason, ...decision }: Decision & { reason: string }): Promise<DecisionResult> {
  const decline = async (ctx: Ctx, application: Undecided): Promise<DecisionResult> => {
    await storeDecision(ctx, application, { state: "declined", decisionReason: reason });
    return { ok: true };
  };
  return decideApplication(ctx, decision, decline, (_, { decidedBy, decisionReason }, by) => decidedBy === by && decisionReason === reason);
}
