import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { InvitationForm } from "~/features/membership/components/invitation-form";
import { INVITE_FIELDS, INVITE_REFUSALS } from "~/features/membership/invitations/invitation.policy";
import { InviteSchema, lastDayOf } from "~/features/membership/invitations/invitation.schema";
import { inviteSpecialist } from "~/features/membership/invitations/invite-specialist.server";
import { listGroups } from "~/features/permissions/groups.queries.server";
import { asConfidant } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { countAttempt } from "~/http/forms/limits.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asConfidant(request, "send-invitation", async (ctx) => {
    redirectToNoun("/admin/invitations/new");
    return page({ groups: await listGroups(ctx) });
  });
}

export async function action({ request }: ActionFunctionArgs) {
  return asConfidant(request, "send-invitation", async (ctx) => {
    const form = await parseForm(request, InviteSchema);
    if (!form.ok) return badRequest(form);

    await countAttempt("invite", ctx.actor.personId);
    const invited = await inviteSpecialist(ctx, { ...form.data, endsAt: lastDayOf(form.data)! });
    if (invited.ok) return redirectTo("/admin/invitations", { success: "The invitation is on its way." });
    return badRequest(form.refused(INVITE_REFUSALS[invited.reason], INVITE_FIELDS[invited.reason]));
  });
}

export const meta = title("Invite a specialist", "Manage");

export default function SendPage() {
  const { groups } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <BackLink href="/admin/invitations">Back to invitations</BackLink>
      <PageTitle form={form}>Invite a specialist</PageTitle>
      <InvitationForm groups={groups} form={form} />
    </>
  );
}
