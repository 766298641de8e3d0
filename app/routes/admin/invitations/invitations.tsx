import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { ButtonLink } from "~/components/ui/button-link";
import { EmptyState } from "~/components/ui/empty-state";
import { InsetText } from "~/components/ui/inset-text";
import { NextPrevious } from "~/components/ui/next-previous";
import { InvitationList } from "~/features/membership/components/invitation-list";
import { listInvitations } from "~/features/membership/invitations/invitations.queries.server";
import { getQuota } from "~/features/membership/invitations/invite-specialist.server";
import { asConfidant } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asConfidant(request, "invite-specialists", async (ctx) => {
    const after = new URL(request.url).searchParams.get("after");
    const [list, quota] = await Promise.all([listInvitations(ctx, after), getQuota(ctx)]);
    return page({ ...list, left: Math.max(0, quota.quota - quota.sent), quota: quota.quota });
  });
}

export const meta = title("Invitations", "Manage");

export default function InvitationsPage() {
  const { rows, next, left, quota } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/admin"]} />
      <PageTitle intro="Specialists come in by invitation: into the groups that you name, until a day that you choose.">
        Invitations
      </PageTitle>
      {left > 0 ? (
        <>
          <ButtonLink href="/admin/invitations/new">Invite a specialist</ButtonLink>
          <p className="pn-meta">
            You can send {left} more. Each member of the steering group can send {quota} in twelve months.
          </p>
        </>
      ) : (
        <InsetText>You have sent as many invitations as one member of the steering group may in twelve months: {quota}.</InsetText>
      )}
      {rows.length === 0 ? <EmptyState text="Nobody has been invited yet." /> : <InvitationList invitations={rows} />}
      <NextPrevious next={next ? `/admin/invitations?after=${next}` : null} nextText="Older invitations" label="More invitations" />
    </>
  );
}
