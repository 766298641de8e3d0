import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Button } from "~/components/ui/button";
import { InsetText } from "~/components/ui/inset-text";
import { SpentLink } from "~/features/newsletters/components/spent-link";
import { confirmSubscription, findStillOffered, getSignup } from "~/features/newsletters/subscriptions/confirm-subscription.server";
import { asLink } from "~/http/access/access.server";
import { page, redirectTo } from "~/http/responses.server";
import { maskAddress } from "~/lib/address";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asLink(request, "subscribe", params.token, async (ctx, { proof, state }) => {
    if (state !== "open") return page({ state }, { status: 410 });
    const newsletters = await findStillOffered(ctx, proof);
    if (newsletters.length === 0) return page({ state: "withdrawn" as const }, { status: 410 });
    const { wording } = await getSignup(ctx, proof);
    return page({ state, address: maskAddress(proof.canonical), action: new URL(request.url).pathname, newsletters, wording });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asLink(request, "subscribe", params.token, async (ctx) => {
    const confirmed = await confirmSubscription(ctx, params.token ?? "");
    return redirectTo(confirmed.ok ? "/newsletters/confirmed" : new URL(request.url).pathname);
  });
}

export const meta = title("Confirm your subscription", "Newsletters");

const SPENT = {
  used: "Somebody pressed the button behind it, so the subscription was confirmed. You can see and change what we send you at any time.",
  expired: "Links like this work for 14 days. Subscribe again to get a new one.",
  superseded: "You asked again, so only the link in the latest email works. Look for it in your inbox, or subscribe again.",
  withdrawn: "It has ended, or is for members only now. You can see what else there is.",
};

export default function ConfirmSubscriptionPage() {
  const data = useLoaderData<typeof loader>();
  if (data.state !== "open") {
    const again =
      data.state === "used"
        ? { href: "/newsletters/manage", text: "See what we send you" }
        : { href: "/newsletters", text: "See our newsletters" };
    return <SpentLink state={data.state} words={SPENT} again={again} />;
  }
  return (
    <>
      <PageTitle>Confirm your subscription</PageTitle>
      <p>We will send to {data.address}:</p>
      <ul>
        {data.newsletters.map(({ slug, name }) => (
          <li key={slug}>{name}</li>
        ))}
      </ul>
      <InsetText>{data.wording}</InsetText>
      <Form action={data.action}>
        <Button>Confirm subscription</Button>
      </Form>
      <p>If you did not ask for this, close this page. Nothing will be sent.</p>
    </>
  );
}
