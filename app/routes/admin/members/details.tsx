import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Checkboxes } from "~/components/forms/checkboxes";
import { Form } from "~/components/forms/form";
import { openedWith } from "~/components/forms/form-state";
import { TextArea } from "~/components/forms/text-area";
import { TextField } from "~/components/forms/text-field";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { Button } from "~/components/ui/button";
import { shownDetails } from "~/features/accounts/details/profile.schema";
import { DETAILS_REFUSALS } from "~/features/people/details.policy";
import { interestChoices } from "~/features/people/interest.schema";
import { listInterests } from "~/features/people/interests.queries.server";
import { getDetails, saveDetails } from "~/features/people/save-details.server";
import { CorrectionSchema } from "~/features/records/correction.schema";
import { asCaseworker } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";
import { changedFrom } from "~/lib/shown";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asCaseworker(request, "correct-details", params.ref, async (ctx, { personId, ref, name }) => {
    return page({ path: `/admin/members/${ref}`, name, ref, details: await getDetails(ctx, personId), offered: await listInterests(ctx) });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asCaseworker(request, "correct-details", params.ref, async (ctx, { personId, ref }) => {
    const form = await parseForm(request, CorrectionSchema);
    if (!form.ok) return badRequest(form);

    const { reason, shown, ...typed } = form.data;
    const saved = await saveDetails(ctx, { personId, details: changedFrom(shown, typed), reason });
    if (!saved.ok) return badRequest(form.refused(DETAILS_REFUSALS[saved.reason], saved.field));
    return redirectTo(`/admin/members/${ref}`, { success: "The details are corrected." });
  });
}

export const meta = title("Correct details", "Members");

export default function CorrectDetailsPage() {
  const { path, name, ref, details, offered } = useLoaderData<typeof loader>();
  const form = useForm();
  const text = (field: "fullName" | "displayName" | "jobTitle" | "organisationName", label: string, hint?: string) => (
    <TextField name={field} label={label} hint={hint} autoComplete="off" initial={details[field]} form={form} />
  );
  return (
    <>
      <BackLink href={path}>Back to the record</BackLink>
      <PageTitle
        form={form}
        caption={`${name}, ${ref}`}
        intro="Old and new are kept with your name and your reason, until the person is erased."
      >
        Correct details
      </PageTitle>
      <Form action={`${path}/details`} opened={{ shown: openedWith(form, "shown", shownDetails(details)) }}>
        {text("fullName", "Full name")}
        {text("displayName", "Display name (optional)", "Shown beside what they write.")}
        {text("jobTitle", "Job title (optional)")}
        {text("organisationName", "Organisation (optional)")}
        <Checkboxes
          name="interests"
          label="Areas of interest (optional)"
          choices={interestChoices(offered, details.interests)}
          initial={details.interests}
          form={form}
        />
        <TextArea name="reason" label="Why" hint="For example: they wrote to us that they had married." rows={3} form={form} />
        <Button>Save</Button>
      </Form>
    </>
  );
}
