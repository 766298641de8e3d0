import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Button } from "~/components/ui/button";
import { readUnsubscribeToken } from "~/features/mail/mailings/unsubscribe-token.server";
import { NoSubscription } from "~/features/newsletters/components/no-subscription";
import { OneClickSchema } from "~/features/newsletters/subscriptions/subscribe.schema";
import { findSubscription } from "~/features/newsletters/subscriptions/subscription.queries.server";
import { unsubscribeAtOnce } from "~/features/newsletters/subscriptions/unsubscribe-at-once.server";
import { asAnyone } from "~/http/access/access.server";
import { currentExchange, keepOut } from "~/http/exchange.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page } from "~/http/responses.server";

/** For whoever opens the address that is meant for mail programs. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    keepOut(currentExchange());
    const id = readUnsubscribeToken("one-click", params.token ?? "");
    const subscription = id ? await findSubscription(ctx, id) : null;
    if (!subscription || subscription.state === "ended") return page({ name: null, action: "" });
    return page({ name: subscription.newsletter.name, action: new URL(request.url).pathname });
  });
}

/** RFC 8058: no cookie, no redirect, the same answer to every token. */
export async function action({ request, params }: ActionFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const form = await parseForm(request, OneClickSchema);
    if (!form.ok) return badRequest(form);

    const id = readUnsubscribeToken("one-click", params.token ?? "");
    if (id) await unsubscribeAtOnce(ctx, id);
    return page({ isDone: true });
  });
}

export const meta = title("Unsubscribe", "Newsletters");

export default function OneClickPage() {
  const { name, action } = useLoaderData<typeof loader>();
  const form = useForm();
  if (!name) return <NoSubscription />;
  return (
    <>
      <PageTitle form={form}>Unsubscribe from {name}?</PageTitle>
      <p>This ends your subscription at once.</p>
      <Form action={action} hidden={{ "List-Unsubscribe": "One-Click" }}>
        <Button>Unsubscribe</Button>
      </Form>
    </>
  );
}
