import { affiliate, type ChooseResult, chooseOrganisation } from "~/features/people/organisations.server";
import { grant } from "~/features/permissions/grants.server";
import type { Ctx } from "~/lib/ctx";
import { type Decision, type DecisionResult, decideApplication, storeDecision, type Undecided } from "./decide-application.server";

export type ApproveResult = DecisionResult | Extract<ChooseResult, { ok: false }>;

/**
 * Makes the applicant a member, from their next request on, and puts them where they work: at the organisation with this name and code,
 * or at a new one. @throws NotFoundError, ForbiddenError
 */
export async function approveApplication(
  ctx: Ctx,
  { organisation, odsCode, ...decision }: Decision & { organisation: string; odsCode: string | null },
): Promise<ApproveResult> {
  const approve = async (ctx: Ctx, application: Undecided): Promise<ApproveResult> => {
    const chosen = await chooseOrganisation(ctx, { name: organisation, odsCode });
    if (!chosen.ok) return chosen;

    const { id: sourceId, personId, jobTitle, organisation: typed } = application;
    await grant(ctx, { personId, role: "member", source: "application", sourceId });
    await affiliate(ctx, { personId, organisation: chosen.organisation, jobTitle, typed, source: "application", sourceId });
    await storeDecision(ctx, application, { state: "approved" });
    return { ok: true };
  };
  return decideApplication(ctx, decision, approve, (_, { state, decidedBy }, by) => state === "approved" && decidedBy === by);
}
