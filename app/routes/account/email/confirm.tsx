import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Button } from "~/components/ui/button";
import { ButtonLink } from "~/components/ui/button-link";
import { confirmAddress } from "~/features/accounts/addresses/add-address.server";
import { claimBlocker } from "~/features/consents/claim-address.server";
import { SpentLink } from "~/features/newsletters/components/spent-link";
import { asLink } from "~/http/access/access.server";
import { goOnTo } from "~/http/access/sign-in.server";
import { signedInAs } from "~/http/access/signed-in-as.server";
import { page, redirectTo } from "~/http/responses.server";
import { maskAddress } from "~/lib/address";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asLink(request, "add-address", params.token, async (ctx, { proof, state }, session) => {
    if (state !== "open") return page({ show: state }, { status: 410 });
    const path = new URL(request.url).pathname;
    const here = signedInAs(session);
    if (!here) return page({ show: "sign-in" as const, signIn: `/sign-in?${new URLSearchParams({ next: path })}` });
    if (here !== proof.personId) return page({ show: "another" as const }, { status: 403 });
    if (await claimBlocker(ctx, here, proof.canonical)) return page({ show: "held" as const }, { status: 409 });
    return page({ show: "open" as const, action: path, address: maskAddress(proof.canonical) });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asLink(request, "add-address", params.token, async (ctx, { proof, state }, session) => {
    const path = new URL(request.url).pathname;
    // the page says why the button is not there
    if (state !== "open" || !signedInAs(session) || signedInAs(session) !== proof.personId) return redirectTo(path);
    const confirmed = await confirmAddress({ ...ctx, actor: session.actor }, proof);
    if (!confirmed.ok) return redirectTo(path);
    return goOnTo(ctx, "/account/email", "The address is added to your account.");
  });
}

export const meta = title("Confirm your email address", "Your account");

const SPENT = {
  used: "If the address is not in your account, it belongs to another account.",
  expired: "Links like this work for 24 hours. Add the address again in your account to get a new one.",
  superseded: "You asked again, so only the link in the latest email works. Look for it in your inbox.",
};

export default function ConfirmAddressPage() {
  const data = useLoaderData<typeof loader>();
  switch (data.show) {
    case "open":
      return (
        <>
          <PageTitle>Confirm your email address</PageTitle>
          <p>
            {data.address} is added to your account. You can sign in with it then. All your addresses are told, and you are signed out
            everywhere else.
          </p>
          <p>If newsletters go to this address already, they move into your account.</p>
          <Form action={data.action}>
            <Button>Add this address</Button>
          </Form>
        </>
      );
    case "sign-in":
      return (
        <>
          <PageTitle>Sign in to confirm your email address</PageTitle>
          <p>This link adds an address to an account. Sign in to that account, with an address that it has already. You come back here.</p>
          <ButtonLink href={data.signIn}>Sign in</ButtonLink>
          <p>If you have no account here, close this page. Nothing changes.</p>
        </>
      );
    case "another":
      return (
        <>
          <PageTitle>This link is for another account</PageTitle>
          <p>You are signed in to an account that did not ask for this address. Sign out, and open the link again with the right one.</p>
        </>
      );
    case "held":
      return (
        <>
          <PageTitle>This address belongs to another account</PageTitle>
          <p>
            An address has one account. If both accounts are yours, sign in to the other one and remove the address there, or ask us to make
            one of the two.
          </p>
          <ButtonLink href="/contact">Contact us</ButtonLink>
        </>
      );
    default:
      return <SpentLink state={data.show} words={SPENT} again={{ href: "/account/email", text: "See your addresses" }} />;
  }
}
