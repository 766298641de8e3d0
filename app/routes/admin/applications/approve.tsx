import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TextField } from "~/components/forms/text-field";
import { title } from "~/components/layout/title";
import { codeIsAnothers, decisionRefusal, NAME_IS_SHARED } from "~/features/membership/applications/application.policy";
import { ApproveSchema } from "~/features/membership/applications/application.schema";
import { findDecidable } from "~/features/membership/applications/applications.queries.server";
import { approveApplication } from "~/features/membership/applications/approve-application.server";
import { DecisionPage } from "~/features/membership/components/decision-page";
import { odsCodeIn, withoutOdsCode } from "~/features/people/ods-code";
import { findOrganisation } from "~/features/people/organisations.server";
import { asConfidant } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, conflict, page, redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asConfidant(request, "approve-application", async (ctx) => {
    const application = await findDecidable(ctx, params.code ?? "");
    if (!application.isOpen) redirectToNoun(`/admin/applications/${application.code}`);
    const { organisation } = application;
    const known = await findOrganisation(ctx, organisation);
    const suggested = known ?? { name: withoutOdsCode(organisation), odsCode: odsCodeIn(organisation) };
    return page({ application, isKnown: known !== null, name: suggested.name, ods: suggested.odsCode ?? "" });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asConfidant(request, "approve-application", async (ctx) => {
    const form = await parseForm(request, ApproveSchema);
    if (!form.ok) return badRequest(form);

    const { ods, ...decision } = form.data;
    const approved = await approveApplication(ctx, { ...decision, code: params.code ?? "", odsCode: ods || null });
    if (approved.ok) return redirectTo("/admin/applications", { success: "The application is approved. We have told the applicant." });
    if (approved.reason === "name-is-shared") return badRequest(form.refused(NAME_IS_SHARED, "ods"));
    if (approved.reason === "code-is-anothers") return badRequest(form.refused(codeIsAnothers(approved.known), "organisation"));
    return conflict(form.refused(decisionRefusal(approved)), {}, { seen: undefined });
  });
}

export const meta = title("Approve the application", "Manage");

export default function ApprovePage() {
  const { application, isKnown, name, ods } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <DecisionPage title="Approve this application?" application={application} act="approve" button="Approve" form={form}>
      <p>They become a member at once, and we write to them with what to do first.</p>
      <h2>Where they work</h2>
      <p>
        They typed “{application.organisation}”.{" "}
        {isKnown ? "It is in our list." : "It is not in our list: it will be added under this name and code."}
      </p>
      <TextField name="organisation" label="Name of the organisation" initial={name} autoComplete="off" form={form} />
      <TextField name="ods" label="ODS code (optional)" hint="Like A12345" width={10} initial={ods} autoComplete="off" form={form} />
    </DecisionPage>
  );
}
