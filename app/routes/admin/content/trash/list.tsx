import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { EmptyState } from "~/components/ui/empty-state";
import { NextPrevious } from "~/components/ui/next-previous";
import { Table } from "~/components/ui/table";
import { When } from "~/components/ui/when";
import { pageAddress } from "~/features/content/pages/page-path";
import { deletedOn, TRASH_DAYS, trashPath } from "~/features/content/trash/trash.policy";
import { listTrash } from "~/features/content/trash/trash.queries.server";
import { asStaff } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => {
    const after = new URL(request.url).searchParams.get("after");
    return page({ isFirst: !after, ...(await listTrash(ctx, after)) });
  });
}

export const meta = title("Trash", "Manage");

export default function Trash() {
  const { isFirst, pages, next } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/admin", "/admin/content"]} />
      <PageTitle intro={`Pages that editors put here. Each can be restored for ${TRASH_DAYS} days; then it is deleted for good.`}>
        Trash
      </PageTitle>
      {pages.length === 0 ? (
        <EmptyState text="The trash is empty." />
      ) : (
        <Table
          caption="Pages in the trash"
          captionHidden
          columns={[
            {
              heading: "Page",
              cell: ({ code, title, path }) => (
                <>
                  <a href={trashPath(code)}>{title}</a>
                  <br />
                  <span className="pn-meta">{pageAddress(path)}</span>
                </>
              ),
            },
            { heading: "In the trash since", cell: ({ trashedAt }) => <When at={trashedAt} /> },
            { heading: "Deleted for good on", cell: ({ trashedAt }) => <When at={deletedOn(new Date(trashedAt))} /> },
          ]}
          rows={pages}
          rowKey={({ code }) => code}
        />
      )}
      <NextPrevious
        previous={isFirst ? null : trashPath()}
        previousText="Latest"
        next={next ? `${trashPath()}?after=${next}` : null}
        nextText="Older"
      />
    </>
  );
}
