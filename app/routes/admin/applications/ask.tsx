import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TextArea } from "~/components/forms/text-area";
import { title } from "~/components/layout/title";
import { decisionRefusal } from "~/features/membership/applications/application.policy";
import { AskSchema } from "~/features/membership/applications/application.schema";
import { findDecidable } from "~/features/membership/applications/applications.queries.server";
import { askApplicant } from "~/features/membership/applications/ask-applicant.server";
import { DecisionPage } from "~/features/membership/components/decision-page";
import { asConfidant } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, conflict, page, redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asConfidant(request, "decide-applications", async (ctx) => {
    const application = await findDecidable(ctx, params.code ?? "");
    if (!application.isOpen) redirectToNoun(`/admin/applications/${application.code}`);
    return page({ application });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asConfidant(request, "ask-applicant", async (ctx) => {
    const form = await parseForm(request, AskSchema);
    if (!form.ok) return badRequest(form);

    const done = await askApplicant(ctx, { ...form.data, code: params.code ?? "" });
    if (!done.ok) return conflict(form.refused(decisionRefusal(done)), {}, { seen: undefined });
    return redirectTo("/admin/applications", { success: "The question is on its way." });
  });
}

export const meta = title("Ask the applicant", "Manage");

export default function AskPage() {
  const { application } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <DecisionPage title="Ask the applicant" application={application} act="ask" button="Send question" form={form}>
      <p>They get the question by email and answer it in their account. The application waits until then.</p>
      <TextArea name="question" label="Question, as the applicant will read it" rows={6} form={form} />
    </DecisionPage>
  );
}
