import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { title } from "~/components/layout/title";
import { getInvitation } from "~/features/membership/invitations/invitations.queries.server";
import { revokeInvitation } from "~/features/membership/invitations/resend-or-revoke-invitation.server";
import { asConfidant } from "~/http/access/access.server";
import { page, redirectTo } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asConfidant(request, "invite-specialists", async (ctx) => {
    const { code, fullName, address, state } = await getInvitation(ctx, params.code ?? "");
    if (state !== "open") throw await redirectTo("/admin/invitations");
    return page({ code, fullName, address });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asConfidant(request, "revoke-invitation", async (ctx) => {
    const revoked = await revokeInvitation(ctx, params.code ?? "");
    const tooLate = "This invitation was used or had ended before, so nothing was changed.";
    return redirectTo("/admin/invitations", revoked.ok ? { success: "The invitation is withdrawn." } : { refused: tooLate });
  });
}

export const meta = title("Withdraw the invitation", "Manage");

export default function RevokePage() {
  const { code, fullName, address } = useLoaderData<typeof loader>();
  return (
    <ConfirmPage
      title="Withdraw this invitation?"
      action={`/admin/invitations/${code}/revoke`}
      button="Withdraw invitation"
      back="/admin/invitations"
    >
      <p>
        The link that went to {[fullName, address].filter(Boolean).join(", ")} does nothing any more, and their name and your message are
        deleted. We do not write to them about it.
      </p>
    </ConfirmPage>
  );
}
