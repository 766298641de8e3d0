import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
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
    return redirectTo("/admin/invitations", {
      success: sent.ok ? "A new link is on its way. The earlier one does nothing any more." : NOT_SENT[sent.reason],
    });
  });
}

const NOT_SENT = {
  settled: "This invitation is not open any more, so nothing was sent.",
  "asked-too-often": "A mail goes out once a day at most, so nothing was sent. The link in the earlier mail still works.",
};
