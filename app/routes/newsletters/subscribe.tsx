import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { SubscribeForm } from "~/features/newsletters/components/subscribe-form";
import { listNewsletters } from "~/features/newsletters/newsletters.queries.server";
import { requestSubscription } from "~/features/newsletters/subscriptions/request-subscription.server";
import { getSignupWording } from "~/features/newsletters/subscriptions/signup-wording.server";
import { SubscribeSchema } from "~/features/newsletters/subscriptions/subscribe.schema";
import { asAnyone } from "~/http/access/access.server";
import { currentExchange } from "~/http/exchange.server";
import { parseForm } from "~/http/forms/forms.server";
import { countOrSlowDown } from "~/http/forms/limits.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo, redirectToNoun } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    redirectToNoun("/newsletters");
    const [newsletters, wording] = await Promise.all([listNewsletters(ctx), getSignupWording(ctx, "newsletter-signup")]);
    return page({ newsletters, wording });
  });
}

export async function action({ request }: ActionFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const form = await parseForm(request, SubscribeSchema);
    if (!form.ok) return badRequest(form);

    await countOrSlowDown("newsletter-mail", currentExchange().client);
    const asked = await requestSubscription(ctx, form.data);
    if (!asked.ok) return badRequest(form.refused("Choose at least one newsletter", "newsletter"));

    return redirectTo("/newsletters/check-your-email");
  });
}

export const meta = title("Subscribe", "Newsletters");

export default function SubscribePage() {
  const { newsletters, wording } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <BackLink href="/newsletters">Back to newsletters</BackLink>
      <PageTitle form={form}>Subscribe</PageTitle>
      <SubscribeForm newsletters={newsletters} wording={wording} form={form} />
    </>
  );
}
