import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { ButtonLink } from "~/components/ui/button-link";
import { PageRecord } from "~/features/content/components/page-record";
import { PagesBelow } from "~/features/content/components/pages-below";
import { editPath, newPagePath } from "~/features/content/pages/edit-path";
import { getPageToEdit, listAround } from "~/features/content/pages/manage.queries.server";
import { pageStates } from "~/features/content/pages/page.policy";
import { isForAnother } from "~/features/content/publishing/draft-review.server";
import { asStaff } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => {
    const found = await getPageToEdit(ctx, params.code ?? "");
    const { children, above } = await listAround(ctx, found.path);
    const { id: _id, scopeId: _scope, groupIds: _groups, body: _body, bodyHtml: _html, isOwnText, ...shown } = found;
    return page({
      page: { ...shown, needsAnother: await isForAnother(ctx, isOwnText), states: pageStates(found, ctx.now) },
      above: above && { code: above.code, title: above.title },
      children: children.map(({ code, path, title, audience, groups, savedAt, savedBy, goesOutAt, comesDownAt, ...standing }) => ({
        code,
        path,
        title,
        audience,
        groups,
        savedAt,
        savedBy,
        goesOutAt,
        comesDownAt,
        states: pageStates({ ...standing, goesOutAt, comesDownAt }, ctx.now),
      })),
    });
  });
}

export const meta: MetaFunction<typeof loader> = (args) => title(args.data?.page.title, "Manage")(args);

export default function PageToEdit() {
  const { page, above, children } = useLoaderData<typeof loader>();
  const list = page.isArticle ? { title: "News", href: "/admin/content?section=news" } : "/admin/content";
  return (
    <>
      <Breadcrumbs crumbs={["/admin", list, ...(above ? [{ title: above.title, href: editPath(above.code) }] : [])]} />
      <PageTitle>{page.title}</PageTitle>
      <PageRecord page={page} />
      {page.isArticle || page.path === "" ? null : (
        <>
          <h2>Pages below</h2>
          {children.length > 0 ? <PagesBelow pages={children} /> : <p>There are none.</p>}
          <ButtonLink href={newPagePath(page.code)} look="secondary">
            New page below
          </ButtonLink>
        </>
      )}
    </>
  );
}
