import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { RESEND_REFUSALS } from "~/features/membership/invitations/invitation.policy";
import { resendInvitation } from "~/features/membership/invitations/resend-or-revoke-invitation.server";
import { asConfidant } from "~/http/access/access.server";
import { countAttempt } from "~/http/forms/limits.server";
import { redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asConfidant(request, "invite-specialists", () => redirectToNoun("/admin/invitations"));
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asConfidant(request, "resend-invitation", async (ctx) => {
    await countAttempt("invite", ctx.actor.personId);
    const sent = await resendInvitation(ctx, params.code ?? "");
    if (!sent.ok) return redirectTo("/admin/invitations", { refused: RESEND_REFUSALS[sent.reason] });
    return redirectTo("/admin/invitations", { success: "A new link is on its way. The earlier one does nothing any more." });
  });
}
