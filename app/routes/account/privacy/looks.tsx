import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { EmptyState } from "~/components/ui/empty-state";
import { NextPrevious } from "~/components/ui/next-previous";
import { LookTable } from "~/features/privacy/components/look-table";
import { listMyLooks } from "~/features/privacy/looks.queries.server";
import { asSignedIn } from "~/http/access/access.server";
import { numberIn } from "~/http/number-in";
import { page } from "~/http/responses.server";

const HERE = "/account/privacy/looks";

export async function loader({ request }: LoaderFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const after = numberIn(request, "after");
    return page({ ...(await listMyLooks(ctx, after)), after });
  });
}

export const meta = title("Who looked at your information", "Your account");

export default function LooksPage() {
  const { looks, after, next } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/account", "/account/privacy"]} />
      <PageTitle intro="Staff say why before they open a record, and each look is written down. What colleagues see of you in the forum is not a look.">
        Who looked at your information
      </PageTitle>
      {looks.length > 0 ? <LookTable looks={looks} /> : <EmptyState text="Nobody did. Each look will be here, with its reason." />}
      <NextPrevious
        label="More looks"
        previous={after ? HERE : null}
        previousText="Latest"
        next={next ? `${HERE}?after=${next}` : null}
        nextText="Older"
      />
      <p>
        If you do not understand one of them, <a href="/contact">ask us</a>.
      </p>
    </>
  );
}
