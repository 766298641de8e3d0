import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { DecisionForm, SANCTION_DECISIONS } from "~/features/forum/components/decision-form";
import { listReasons } from "~/features/forum/moderation/reasons.server";
import { decideSanctionAppeal } from "~/features/forum/sanctions/end-sanction.server";
import { SANCTION_DECISION_REFUSALS } from "~/features/forum/sanctions/sanction.policy";
import { SanctionDecisionSchema } from "~/features/forum/sanctions/sanction.schema";
import { staffSanctionPath } from "~/features/forum/sanctions/sanction-words";
import { asConfidant } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asConfidant(request, "moderate", async (ctx) => {
    redirectToNoun(staffSanctionPath(params.code ?? ""));
    return page({ path: staffSanctionPath(params.code ?? ""), reasons: await listReasons(ctx) });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asConfidant(request, "decide-sanction", async (ctx) => {
    const form = await parseForm(request, SanctionDecisionSchema);
    if (!form.ok) return badRequest(form);

    const code = params.code ?? "";
    const decided = await decideSanctionAppeal(ctx, code, form.data);
    if (!decided.ok) return badRequest(form.refused(SANCTION_DECISION_REFUSALS[decided.reason]));

    return redirectTo(staffSanctionPath(code), { success: "The appeal is decided, and the member is told." });
  });
}

export const meta = title("Decide an appeal", "Manage");

/** What a refused decision comes back to: the form alone, with what was typed. */
export default function Decide() {
  const { path, reasons } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <BackLink href={path} />
      <PageTitle form={form}>Decide an appeal</PageTitle>
      <DecisionForm path={path} refusal={null} label="What happens?" choices={SANCTION_DECISIONS} reasons={reasons} form={form} />
    </>
  );
}
