import { affiliate, type ChooseResult, chooseOrganisation } from "~/features/people/organisations.server";
import { grant } from "~/features/permissions/grants.server";
import type { Ctx } from "~/lib/ctx";
import { type Decision, type DecisionResult, decide, storeDecision } from "./application-to-decide.server";

export type ApproveResult = DecisionResult | { ok: false; reason: "organisation"; sentence: string; field: string };

/**
 * Makes the applicant a member, from their next request on, and puts them where they work: at the organisation with this name and code, or at
 * a new one. @throws NotFoundError, ForbiddenError
 */
export async function approveApplication(
  ctx: Ctx,
  { organisation, odsCode, ...decision }: Decision & { organisation: string; odsCode: string | null },
): Promise<ApproveResult> {
  return decide<ApproveResult>(ctx, decision, async (ctx, application) => {
    const chosen = await chooseOrganisation(ctx, { name: organisation, odsCode });
    if (!chosen.ok) return wrongOrganisation(chosen);

    const { id: sourceId, personId, jobTitle, organisation: typed } = application;
    await grant(ctx, { personId, role: "member", source: "application", sourceId });
    await affiliate(ctx, { personId, organisation: chosen.organisation, jobTitle, typed, source: "application", sourceId });
    await storeDecision(ctx, application, { state: "approved" });
    return { ok: true };
  });
}

function wrongOrganisation(chosen: Extract<ChooseResult, { ok: false }>): ApproveResult {
  if (chosen.reason === "name-is-shared")
    return {
      ok: false,
      reason: "organisation",
      field: "ods",
      sentence: "We know more than one organisation of this name. Enter the ODS code of the right one",
    };
  const { name, odsCode } = chosen.known;
  return {
    ok: false,
    reason: "organisation",
    field: "organisation",
    sentence: `${odsCode} is ${name} in our list. Enter that name, or correct the code`,
  };
}
