import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { PASSWORD_REFUSALS } from "~/features/accounts/passwords/password.policy";
import { findWording } from "~/features/consents/wordings.server";
import { EnterSchema } from "~/features/membership/applications/application.schema";
import { ClosedLink } from "~/features/membership/components/closed-link";
import { EnterForm } from "~/features/membership/components/enter-form";
import { InvitationWords } from "~/features/membership/components/invitation-words";
import { findEntry } from "~/features/membership/enter-behind-link.server";
import { acceptInvitation } from "~/features/membership/invitations/accept-invitation.server";
import { INVITE_REFUSALS } from "~/features/membership/invitations/invitation.policy";
import { findInvitation } from "~/features/membership/invitations/invitations.queries.server";
import { ACCEPTING } from "~/features/membership/joining-wordings";
import { asLink } from "~/http/access/access.server";
import { keepBrowserKnown } from "~/http/access/known-browser.server";
import { signedInAs } from "~/http/access/signed-in-as.server";
import { parseForm } from "~/http/forms/forms.server";
import { countAttempt } from "~/http/forms/limits.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";
import { maskAddress } from "~/lib/address";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asLink(request, "invitation", params.token, async (ctx, { proof, state }, session) => {
    const invitation = state === "open" ? await findInvitation(ctx, proof) : null;
    if (!invitation) return page({ closed: state === "used" ? ("used" as const) : ("ended" as const) }, { status: 410 });
    const { state: _, ...shown } = invitation;
    return page({
      closed: null,
      action: new URL(request.url).pathname,
      address: maskAddress(proof.canonical),
      invitation: shown,
      wording: (await findWording(ctx, ACCEPTING.slug))?.body ?? ACCEPTING.body,
      entry: await findEntry(ctx, proof, signedInAs(session)),
    });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asLink(request, "invitation", params.token, async (ctx, { proof, state }, session) => {
    const form = await parseForm(request, EnterSchema);
    if (!form.ok) return badRequest(form);

    if (state === "open") await countAttempt("new-password", proof.id);
    const { password } = form.data;
    const accepted = await acceptInvitation(ctx, params.token ?? "", { password, signedInAs: signedInAs(session) });
    if (accepted.ok && accepted.isNew) {
      await keepBrowserKnown(ctx, accepted.personId);
      return redirectTo("/invitations/accepted");
    }
    if (accepted.ok) return redirectTo("/forum", { success: "Welcome. The invitation’s groups are open to you now." });
    const { reason } = accepted;
    if (reason in PASSWORD_REFUSALS)
      return badRequest(form.refused(PASSWORD_REFUSALS[reason as keyof typeof PASSWORD_REFUSALS], "password"));
    if (reason === "yourself") return badRequest(form.refused(INVITE_REFUSALS.yourself));
    if (reason === "sign-in" || reason === "other-account") return badRequest(form.refused("Sign in with this address first."));
    return redirectTo(new URL(request.url).pathname);
  });
}

export const meta = title("Your invitation");

const CLOSED = {
  used: {
    title: "This invitation has been accepted",
    text: "Sign in with the address that it was sent to and the password that was chosen then.",
    next: { href: "/sign-in", text: "Sign in" },
  },
  ended: {
    title: "This invitation has ended",
    text: "It was withdrawn, has expired, or a newer email has replaced it. Look for a later email from us, or ask whoever invited you to send it again.",
    next: { href: "/contact", text: "Contact us" },
  },
};

export default function InvitationPage() {
  const data = useLoaderData<typeof loader>();
  const form = useForm();
  if (data.closed !== null) return <ClosedLink {...CLOSED[data.closed]} />;
  const { invitation, wording, address, action, entry } = data;
  return (
    <>
      <PageTitle form={form}>Your invitation</PageTitle>
      <InvitationWords invitation={invitation} address={address} />
      {entry === "new" || entry === "ready" ? <p>{wording}</p> : null}
      <EnterForm entry={entry} action={action} button="Accept invitation" form={form} />
      <p>If you do not want to take part, close this page. The invitation ends by itself, and we forget your name.</p>
    </>
  );
}
