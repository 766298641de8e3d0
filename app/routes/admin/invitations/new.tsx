import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { EmptyState } from "~/components/ui/empty-state";
import { InvitationForm } from "~/features/membership/components/invitation-form";
import { InviteSchema } from "~/features/membership/invitations/invitation.schema";
import { listGroups } from "~/features/permissions/groups.queries.server";
import { asConfidant } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asConfidant(request, "invite-specialists", async (ctx) => page({ groups: await listGroups(ctx) }));
}

/** “Change” on the page that checks: the form again, with what was typed. It stores nothing. */
export async function action({ request }: ActionFunctionArgs) {
  return asConfidant(request, "prepare-invitation", async () => {
    const form = await parseForm(request, InviteSchema);
    const { values } = form.refused("");
    return json({ errors: {}, values });
  });
}

export const meta = title("Invite a specialist", "Manage");

export default function InvitePage() {
  const { groups } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <BackLink href="/admin/invitations">Back to invitations</BackLink>
      <PageTitle form={form} intro="You see the invitation once more before it is sent.">
        Invite a specialist
      </PageTitle>
      {groups.length === 0 ? (
        <EmptyState text="There is no group yet, so there is nothing to invite to." />
      ) : (
        <InvitationForm groups={groups} form={form} />
      )}
    </>
  );
}
