import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { ButtonLink } from "~/components/ui/button-link";
import { ButtonRow } from "~/components/ui/button-row";
import { PageRecord } from "~/features/content/components/page-record";
import { PagesBelow } from "~/features/content/components/pages-below";
import { countLinksTo } from "~/features/content/links/links.queries.server";
import { editPath, newPagePath } from "~/features/content/pages/edit-path";
import { getPageToEdit, listAround } from "~/features/content/pages/manage.queries.server";
import { pageStates } from "~/features/content/pages/page.policy";
import { listPath, treePath } from "~/features/content/pages/page-list";
import { pageRow } from "~/features/content/pages/page-row";
import { isForAnother } from "~/features/content/publishing/draft-review.server";
import { asStaff } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => {
    const found = await getPageToEdit(ctx, params.code ?? "");
    const [{ children, above }, linkedFrom] = await Promise.all([listAround(ctx, found.path), countLinksTo(ctx, found)]);
    const { id: _id, scopeId: _scope, groupIds: _groups, body: _body, bodyHtml: _html, isOwnText, ...shown } = found;
    return page({
      page: { ...shown, linkedFrom, needsAnother: await isForAnother(ctx, isOwnText), states: pageStates(found, ctx.now) },
      above: above && { code: above.code, title: above.title },
      children: children.map((child) => pageRow(child, ctx.now)),
    });
  });
}

export const meta: MetaFunction<typeof loader> = (args) => title(args.data?.page.title, "Manage")(args);

export default function PageToEdit() {
  const { page, above, children } = useLoaderData<typeof loader>();
  const list = page.isArticle ? { title: "News", href: listPath({ section: "news" }) } : "/admin/content";
  return (
    <>
      <Breadcrumbs crumbs={["/admin", list, ...(above ? [{ title: above.title, href: editPath(above.code) }] : [])]} />
      <PageTitle>{page.title}</PageTitle>
      <PageRecord page={page} />
      {page.isArticle || page.path === "" ? null : (
        <>
          <h2>Pages below</h2>
          {children.length > 0 ? <PagesBelow pages={children} /> : <p>There are none.</p>}
          <ButtonRow>
            <ButtonLink href={newPagePath(page.code)} look="secondary">
              New page below
            </ButtonLink>
            <a href={treePath(page.code)}>See it in the tree</a>
          </ButtonRow>
        </>
      )}
    </>
  );
}
