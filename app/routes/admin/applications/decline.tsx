import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TextArea } from "~/components/forms/text-area";
import { title } from "~/components/layout/title";
import { decisionRefusal } from "~/features/membership/applications/application.policy";
import { DeclineSchema } from "~/features/membership/applications/application.schema";
import { findDecidable } from "~/features/membership/applications/applications.queries.server";
import { declineApplication } from "~/features/membership/applications/decline-application.server";
import { DecisionPage } from "~/features/membership/components/decision-page";
import { asConfidant } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, conflict, page, redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asConfidant(request, "decline-application", async (ctx) => {
    const application = await findDecidable(ctx, params.code ?? "");
    if (!application.isOpen) redirectToNoun(`/admin/applications/${application.code}`);
    return page({ application });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asConfidant(request, "decline-application", async (ctx) => {
    const form = await parseForm(request, DeclineSchema);
    if (!form.ok) return badRequest(form);

    const done = await declineApplication(ctx, { ...form.data, code: params.code ?? "" });
    if (!done.ok) return conflict(form.refused(decisionRefusal(done)), {}, { seen: undefined });
    return redirectTo("/admin/applications", { success: "The application is declined. We have told the applicant why." });
  });
}

export const meta = title("Decline the application", "Manage");

export default function DeclinePage() {
  const { application } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <DecisionPage title="Decline this application?" application={application} act="decline" button="Decline" warns form={form}>
      <p>They get the reason by email, as you write it. They can apply again at any time.</p>
      <TextArea name="reason" label="Reason, as the applicant will read it" rows={6} form={form} />
    </DecisionPage>
  );
}
