import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { DecisionForm } from "~/features/forum/components/decision-form";
import { decideAppeal } from "~/features/forum/moderation/decide-appeal.server";
import { DECISION_REFUSALS } from "~/features/forum/moderation/moderation.policy";
import { DecisionSchema } from "~/features/forum/moderation/moderation.schema";
import { staffModerationPath } from "~/features/forum/moderation/moderation-words";
import { asConfidant } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asConfidant(request, "moderate", () => {
    redirectToNoun(staffModerationPath(params.code ?? ""));
    return page({ path: staffModerationPath(params.code ?? "") });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asConfidant(request, "decide-appeal", async (ctx) => {
    const form = await parseForm(request, DecisionSchema);
    if (!form.ok) return badRequest(form);

    const code = params.code ?? "";
    const decided = await decideAppeal(ctx, { ...form.data, code });
    if (!decided.ok) return badRequest(form.refused(DECISION_REFUSALS[decided.reason]));

    return redirectTo(staffModerationPath(code), { success: "The appeal is decided, and the author is told." });
  });
}

export const meta = title("Decide an appeal", "Manage");

/** What a refused decision comes back to: the form alone, with what was typed. */
export default function Decide() {
  const { path } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <BackLink href={path} />
      <PageTitle form={form}>Decide an appeal</PageTitle>
      <DecisionForm path={path} refusal={null} form={form} />
    </>
  );
}
