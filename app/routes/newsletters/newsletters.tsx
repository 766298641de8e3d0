import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { ButtonLink } from "~/components/ui/button-link";
import { EmptyState } from "~/components/ui/empty-state";
import { NewsletterCards } from "~/features/newsletters/components/newsletter-cards";
import { SubscribeForm } from "~/features/newsletters/components/subscribe-form";
import { listNewsletters } from "~/features/newsletters/newsletters.queries.server";
import { getSignupWording } from "~/features/newsletters/subscriptions/signup-wording.server";
import { asAnyone } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const [newsletters, wording] = await Promise.all([listNewsletters(ctx), getSignupWording(ctx, "newsletter-signup")]);
    return page({ newsletters, wording, isSignedIn: ctx.actor.kind === "person" });
  });
}

export const meta = title("Newsletters");

export default function NewslettersPage() {
  const { newsletters, wording, isSignedIn } = useLoaderData<typeof loader>();
  if (newsletters.length === 0)
    return (
      <>
        <PageTitle>Newsletters</PageTitle>
        <EmptyState text="There is no newsletter yet. When there is one, you can subscribe to it here." />
      </>
    );
  return (
    <>
      <PageTitle intro="Read the last issue before you decide. You can leave each one whenever you like.">Newsletters</PageTitle>
      <h2 className="nhsuk-u-visually-hidden">What there is</h2>
      <NewsletterCards newsletters={newsletters} />
      <section aria-labelledby="subscribe">
        <h2 id="subscribe">Subscribe</h2>
        {isSignedIn ? (
          <ButtonLink href="/account/newsletters">Choose your newsletters</ButtonLink>
        ) : (
          <SubscribeForm newsletters={newsletters} wording={wording} />
        )}
      </section>
      <p>
        Do you get one already? <a href="/newsletters/manage">See or change what we send you</a>.
      </p>
    </>
  );
}
