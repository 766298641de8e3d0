import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { EmptyState } from "~/components/ui/empty-state";
import { DraftList } from "~/features/drafts/components/draft-list";
import { DRAFT_DAYS } from "~/features/drafts/draft.policy";
import { listMyDrafts } from "~/features/drafts/drafts.queries.server";
import { asSignedIn } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asSignedIn(request, async (ctx) => page({ drafts: await listMyDrafts(ctx) }));
}

export const meta = title("Drafts", "Your account");

export default function DraftsPage() {
  const { drafts } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/account"]} />
      <PageTitle
        intro={`What you began to write and did not send. Nobody else sees it here; it is part of a copy of your data. Each is deleted ${DRAFT_DAYS} days after you last wrote on it.`}
      >
        Drafts
      </PageTitle>
      {drafts.length === 0 ? (
        <EmptyState text="No drafts. What you write in the forum, under pages and for the site is saved here while you write, until you send it." />
      ) : (
        <>
          <DraftList drafts={drafts} />
          <p>If a link says “Page not found”, the place was closed or you may no longer see it. Your text is still here, to copy.</p>
        </>
      )}
    </>
  );
}
