import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TextArea } from "~/components/forms/text-area";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { isStaffRestriction } from "~/features/permissions/record.policy";
import { isLeaving } from "~/features/privacy/leave.server";
import { liftUnlessLeaving } from "~/features/privacy/lift-unless-leaving.server";
import { getRecord } from "~/features/records/record.queries.server";
import { ReasonSchema } from "~/features/records/record.schema";
import { asCaseworker } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asCaseworker(request, "lift-restriction", params.ref, async (ctx, { personId, ref, name }) => {
    const restrictedWhy = (await isLeaving(ctx, personId)) ? "leaving" : (await getRecord(ctx, personId)).person.restrictedWhy;
    return page({ path: `/admin/members/${ref}`, name, restrictedWhy, mayLift: isStaffRestriction(restrictedWhy) });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asCaseworker(request, "lift-restriction", params.ref, async (ctx, { personId, ref }) => {
    const form = await parseForm(request, ReasonSchema);
    if (!form.ok) return badRequest(form);

    const why = (await getRecord(ctx, personId)).person.restrictedWhy;
    const lifted = isStaffRestriction(why) && (await liftUnlessLeaving(ctx, { personId, why, reason: form.data.reason }));
    if (!lifted) return badRequest(form.refused("Nothing was lifted, and what you wrote was not stored."));
    return redirectTo(`/admin/members/${ref}`, { success: "The restriction is lifted." });
  });
}

export const meta = title("Lift the restriction", "Members");

export default function LiftPage() {
  const { path, name, restrictedWhy, mayLift } = useLoaderData<typeof loader>();
  const form = useForm();
  if (!mayLift)
    return (
      <>
        <BackLink href={path}>Back to the record</BackLink>
        <PageTitle>This restriction is not lifted here</PageTitle>
        <p>
          {restrictedWhy
            ? `The use of ${name}’s data is restricted: ${restrictedWhy}. It ends with what set it, not by hand.`
            : `The use of ${name}’s data is not restricted.`}
        </p>
      </>
    );
  return (
    <ConfirmPage
      title={`Lift the restriction of ${name}’s data?`}
      action={`${path}/lift`}
      button="Lift the restriction"
      back={path}
      warns={false}
      form={form}
    >
      <p>It was set because: {restrictedWhy}. What they subscribed to reaches them again.</p>
      <TextArea name="reason" label="Why" hint="For example: they wrote that we may go on." rows={3} form={form} />
    </ConfirmPage>
  );
}
