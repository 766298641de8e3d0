import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { When } from "~/components/ui/when";
import { RevisionChanges } from "~/features/content/components/revision-changes";
import { pageAddress } from "~/features/content/pages/page-path";
import { findPage } from "~/features/content/pages/pages.queries.server";
import { compareWithRead } from "~/features/content/reading/reads.server";
import { asSignedIn } from "~/http/access/access.server";
import { notFound, page } from "~/http/responses.server";
import { quoted } from "~/lib/quoted";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const found = (await findPage(ctx, params["*"] ?? "")) ?? notFound();
    return page({ path: found.path, title: found.title, changes: await compareWithRead(ctx, found) });
  });
}

export const meta = title("What changed since you read it");

export default function Changed() {
  const { path, title, changes } = useLoaderData<typeof loader>();
  return (
    <>
      <BackLink href={pageAddress(path)}>{`Back to ${quoted(title)}`}</BackLink>
      <PageTitle caption={title}>What changed since you read it</PageTitle>
      {changes && changes.parts.length > 0 ? (
        <>
          <p>
            You had read the earlier text, last on <When at={changes.at} />. What was added since is underlined, what was taken away is
            struck through.
          </p>
          <RevisionChanges parts={changes.parts} />
        </>
      ) : (
        <p>No words that you have read have changed.</p>
      )}
      <p className="pn-meta">
        We know this because we remember which text you read. <a href="/account/reading">Stop that, or start it again</a>
      </p>
    </>
  );
}
