import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Button } from "~/components/ui/button";
import { ButtonRow } from "~/components/ui/button-row";
import { When } from "~/components/ui/when";
import { SpentLink } from "~/features/newsletters/components/spent-link";
import { getHeldNewsletter } from "~/features/newsletters/subscriptions/answer-hold.server";
import { asLink } from "~/http/access/access.server";
import { page } from "~/http/responses.server";
import { maskAddress } from "~/lib/address";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asLink(request, "hold", params.token, async (ctx, { proof, state }) => {
    if (state !== "open") return page({ state }, { status: 410 });
    const { name } = await getHeldNewsletter(ctx, proof);
    return page({ state, name, address: maskAddress(proof.canonical), endsAt: proof.expiresAt, path: new URL(request.url).pathname });
  });
}

export const meta = title("Cancel or keep your subscription", "Newsletters");

const SPENT = {
  used: "You have answered already. To see whether you are subscribed now, and to change it, ask for a link to your choices.",
  expired: "There was no answer for 14 days, so your subscription has ended.",
  superseded: "The unsubscribe link was used again since, so only the link in the latest email works.",
};

export default function CancelPage() {
  const data = useLoaderData<typeof loader>();
  if (data.state !== "open") {
    const again =
      data.state === "expired"
        ? { href: "/newsletters", text: "Subscribe again" }
        : { href: "/newsletters/manage", text: "See what we send you" };
    return <SpentLink state={data.state} words={SPENT} again={again} />;
  }
  return (
    <>
      <PageTitle>Do you want to stop {data.name}?</PageTitle>
      <p>
        Somebody used the unsubscribe link in an issue that was sent to {data.address}. We have stopped sending. If you do not answer, your
        subscription ends on <When at={data.endsAt} />.
      </p>
      <ButtonRow>
        <Form action={`${data.path}/confirm`}>
          <Button>Confirm cancellation</Button>
        </Form>
        <Form action={`${data.path}/keep`}>
          <Button look="secondary">Keep me subscribed</Button>
        </Form>
      </ButtonRow>
    </>
  );
}
