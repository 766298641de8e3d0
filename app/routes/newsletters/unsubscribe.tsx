import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Button } from "~/components/ui/button";
import { readUnsubscribeToken } from "~/features/mail/mailings/unsubscribe-token.server";
import { NoSubscription } from "~/features/newsletters/components/no-subscription";
import { holdSubscription } from "~/features/newsletters/subscriptions/hold-subscription.server";
import { findSubscription } from "~/features/newsletters/subscriptions/subscription.queries.server";
import { asAnyone } from "~/http/access/access.server";
import { currentExchange, keepOut } from "~/http/exchange.server";
import { page, redirectTo } from "~/http/responses.server";
import { maskAddress } from "~/lib/address";

/** Opening the link changes nothing: scanners open every link. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    keepOut(currentExchange());
    const id = readUnsubscribeToken("unsubscribe", params.token ?? "");
    const subscription = id ? await findSubscription(ctx, id) : null;
    if (!subscription || subscription.state === "ended") return page({ state: "none" as const });
    const { canonical, newsletter, state } = subscription;
    return page({ state, name: newsletter.name, address: maskAddress(canonical), action: new URL(request.url).pathname });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const id = readUnsubscribeToken("unsubscribe", params.token ?? "");
    const held = id ? await holdSubscription(ctx, id) : null;
    return redirectTo(held?.ok ? "/newsletters/stopped" : new URL(request.url).pathname);
  });
}

export const meta = title("Unsubscribe", "Newsletters");

export default function UnsubscribePage() {
  const data = useLoaderData<typeof loader>();
  if (data.state === "none") return <NoSubscription />;
  if (data.state === "held")
    return (
      <>
        <PageTitle>We have stopped sending {data.name}</PageTitle>
        <p>
          An email to {data.address} asks whether you want to cancel or to stay. If you do not answer it, your subscription ends by itself.
          There is nothing else to do here.
        </p>
      </>
    );
  return (
    <>
      <PageTitle>Unsubscribe from {data.name}?</PageTitle>
      <p>
        We will stop sending {data.name} to {data.address} at once, and send one email there so that you can confirm it, or keep your
        subscription if it was somebody else who pressed the button.
      </p>
      <Form action={data.action}>
        <Button>Unsubscribe</Button>
      </Form>
    </>
  );
}
