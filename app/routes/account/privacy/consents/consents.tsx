import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { EmptyState } from "~/components/ui/empty-state";
import { NextPrevious } from "~/components/ui/next-previous";
import { ConsentActs } from "~/features/privacy/components/consent-acts";
import { ConsentList } from "~/features/privacy/components/consent-list";
import { listConsentActs, listConsents } from "~/features/privacy/consents.queries.server";
import { asSignedIn } from "~/http/access/access.server";
import { numberIn } from "~/http/number-in";
import { page } from "~/http/responses.server";

const HERE = "/account/privacy/consents";

export async function loader({ request }: LoaderFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const after = numberIn(request, "after");
    const [consents, { acts, next }] = await Promise.all([listConsents(ctx), listConsentActs(ctx, after)]);
    return page({ consents, acts, after, next });
  });
}

export const meta = title("What you agreed to", "Your account");

export default function ConsentsPage() {
  const { consents, acts, after, next } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/account", "/account/privacy"]} />
      <PageTitle intro="Each permission with the words that you agreed to. One press takes it back, and it counts at once.">
        What you agreed to
      </PageTitle>
      {consents.length > 0 ? (
        <ConsentList consents={consents} />
      ) : (
        <EmptyState text="You have agreed to nothing yet. Newsletters and other permissions will be here with their words." />
      )}
      <p>
        To agree to something, choose <a href="/account/newsletters">newsletters</a> or <a href="/account/contact">how we may reach you</a>.
      </p>
      {acts.length > 0 ? (
        <>
          <h2>All your answers</h2>
          <ConsentActs acts={acts} />
        </>
      ) : null}
      <NextPrevious
        label="More answers"
        previous={after ? HERE : null}
        previousText="Latest"
        next={next ? `${HERE}?after=${next}` : null}
        nextText="Older"
      />
    </>
  );
}
