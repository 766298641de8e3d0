import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { NextPrevious } from "~/components/ui/next-previous";
import { RevisionTable } from "~/features/content/components/revision-table";
import { editPath } from "~/features/content/pages/edit-path";
import { getPageToEdit } from "~/features/content/pages/manage.queries.server";
import { listRevisions } from "~/features/content/revisions/revisions.queries.server";
import { asStaff } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => {
    const found = await getPageToEdit(ctx, params.code ?? "");
    const after = Number(/^[1-9]\d{0,8}$/.exec(new URL(request.url).searchParams.get("after") ?? "")?.[0] ?? 0) || null;
    const { code, title, publishedVersion } = found;
    return page({ code, title, publishedVersion, isFirst: !after, ...(await listRevisions(ctx, found, after)) });
  });
}

export const meta = title("History of a page", "Manage");

export default function HistoryPage() {
  const { code, title, publishedVersion, isFirst, revisions, next } = useLoaderData<typeof loader>();
  return (
    <>
      <BackLink href={editPath(code)}>Back to the page</BackLink>
      <PageTitle caption={title} intro="Every text that was saved. Each can be compared with another and brought back.">
        History
      </PageTitle>
      <RevisionTable code={code} revisions={revisions} publishedVersion={publishedVersion} />
      <NextPrevious
        previous={isFirst ? null : editPath(code, "history")}
        previousText="Newest"
        next={next ? editPath(code, `history?after=${next}`) : null}
        nextText="Older"
      />
    </>
  );
}
