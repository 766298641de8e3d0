import type { Ctx } from "~/lib/ctx";
import { type Decision, type DecisionResult, decideApplication, storeDecision } from "./decide-application.server";

/** Declines, with a reason that the applicant is told. @throws NotFoundError, ForbiddenError */
export async function declineApplication(ctx: Ctx, { reason, ...decision }: Decision & { reason: string }): Promise<DecisionResult> {
  return decideApplication<DecisionResult>(ctx, decision, async (ctx, application) => {
    await storeDecision(ctx, application, { state: "declined", decisionReason: reason });
    return { ok: true };
  });
}
