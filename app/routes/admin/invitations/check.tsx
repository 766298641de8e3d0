import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { CheckInvitation } from "~/features/membership/components/check-invitation";
import { InvitationForm } from "~/features/membership/components/invitation-form";
import { INVITE_FIELDS, INVITE_REFUSALS } from "~/features/membership/invitations/invitation.policy";
import { InviteSchema, lastDayOf } from "~/features/membership/invitations/invitation.schema";
import { checkInvitation } from "~/features/membership/invitations/invite-specialist.server";
import { findGroups, listGroups } from "~/features/permissions/groups.queries.server";
import { asConfidant } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectToNoun } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asConfidant(request, "invite-specialists", async (ctx) => {
    redirectToNoun("/admin/invitations/new");
    return page({ groups: await listGroups(ctx) });
  });
}

/** Shows what would be sent; nothing is stored. */
export async function action({ request }: ActionFunctionArgs) {
  return asConfidant(request, "check-invitation", async (ctx) => {
    const form = await parseForm(request, InviteSchema);
    if (!form.ok) return badRequest(form);

    const endsAt = lastDayOf(form.data)!;
    const blocker = await checkInvitation(ctx, { ...form.data, endsAt });
    if (blocker) return badRequest(form.refused(INVITE_REFUSALS[blocker], INVITE_FIELDS[blocker]));
    return json({ check: { ...form.data, endsAt, groupNames: (await findGroups(ctx, form.data.groups)).map(({ name }) => name) } });
  });
}

export const meta = title("Check the invitation", "Manage");

type Checked = { check?: Parameters<typeof CheckInvitation>[0]["invitation"] };

export default function CheckPage() {
  const { groups } = useLoaderData<typeof loader>();
  const checked = useActionData<Checked>()?.check;
  const form = useForm();
  return (
    <>
      <BackLink href="/admin/invitations">Back to invitations</BackLink>
      <PageTitle form={form}>{checked ? "Check the invitation" : "Invite a specialist"}</PageTitle>
      {checked ? <CheckInvitation invitation={checked} /> : <InvitationForm groups={groups} form={form} />}
    </>
  );
}
