import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { ButtonLink } from "~/components/ui/button-link";
import { EmptyState } from "~/components/ui/empty-state";
import { NextPrevious } from "~/components/ui/next-previous";
import { PageLists } from "~/features/content/components/page-lists";
import { PageTree } from "~/features/content/components/page-tree";
import { newPagePath, wherePath } from "~/features/content/pages/edit-path";
import { listPagesToEdit } from "~/features/content/pages/list-pages.queries.server";
import { listPath, readListChoice, treePath } from "~/features/content/pages/page-list";
import { pageRow } from "~/features/content/pages/page-row";
import { browseTree } from "~/features/content/pages/page-tree.queries.server";
import { listEditors } from "~/features/content/publishing/list-editors.server";
import { reportPath } from "~/features/content/report/page-report";
import { trashPath } from "~/features/content/trash/trash.policy";
import { asStaff } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

/** The tree, or with a choice in the address a list of what it chooses. */
export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => {
    const asked = new URL(request.url).searchParams;
    const after = asked.get("after");
    const choice = readListChoice(asked);
    if (choice) {
      const [{ pages, next, count }, editors] = await Promise.all([listPagesToEdit(ctx, choice, after), listEditors(ctx)]);
      const rows = pages.map((each) => pageRow(each, ctx.now));
      const names = editors.map(({ ref, name }) => ({ ref, name }));
      return page({ is: "list" as const, choice, isFirst: !after, pages: rows, next, count, editors: names });
    }
    const { way, home, pages, next } = await browseTree(ctx, asked.get("at"), after);
    const rows = pages.map(({ below, ...each }) => ({ ...pageRow(each, ctx.now), below }));
    return page({ is: "tree" as const, home, way: way.map(({ code, title }) => ({ code, title })), isFirst: !after, pages: rows, next });
  });
}

export const meta = title("Pages and news", "Manage");

export default function ManageContentPage() {
  const shown = useLoaderData<typeof loader>();
  const isNews = shown.is === "list" && shown.choice.section === "news";
  const open = shown.is === "tree" ? shown.way.at(-1)?.code : undefined;
  return (
    <>
      <Breadcrumbs crumbs={["/admin"]} />
      <PageTitle intro="Every page and article, whoever may read it.">Pages and news</PageTitle>
      <ButtonLink href={isNews ? newPagePath("news") : wherePath(open)}>{isNews ? "New article" : "New page"}</ButtonLink>
      <ul className="pn-acts">
        <li>{shown.is === "tree" ? <strong aria-current="true">Tree</strong> : <a href={treePath()}>Tree</a>}</li>
        <li>{shown.is === "list" && !isNews ? <strong aria-current="true">List</strong> : <a href={listPath({})}>List</a>}</li>
        <li>{isNews ? <strong aria-current="true">News</strong> : <a href={listPath({ section: "news" })}>News</a>}</li>
        <li>
          <a href={trashPath()}>Trash</a>
        </li>
        <li>
          <a href="/admin/content/snippets">Snippets</a>
        </li>
        <li>
          <a href="/admin/content/blocks">Blocks that pages may have</a>
        </li>
        <li>
          <a href={reportPath({ report: "overdue", months: 6 })}>Stale and unread pages</a>
        </li>
      </ul>
      {shown.is === "list" ? (
        <PageLists {...shown} />
      ) : (
        <>
          <PageTree {...shown} />
          {shown.pages.length === 0 ? (
            <EmptyState text={open ? "There are no pages below this one." : "Nothing has been written yet. Start with a new page."} />
          ) : null}
          <NextPrevious
            previous={shown.isFirst ? null : treePath(open)}
            previousText="First pages"
            next={shown.next ? treePath(open, shown.next) : null}
          />
        </>
      )}
    </>
  );
}
