import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { ButtonLink } from "~/components/ui/button-link";
import { EmptyState } from "~/components/ui/empty-state";
import { NextPrevious } from "~/components/ui/next-previous";
import { listPath, PageFilter } from "~/features/content/components/page-filter";
import { PageTable } from "~/features/content/components/page-table";
import { newPagePath } from "~/features/content/pages/edit-path";
import { listPagesToEdit, type Section } from "~/features/content/pages/manage.queries.server";
import { PAGE_STATES, pageStates } from "~/features/content/pages/page.policy";
import { reportPath } from "~/features/content/report/page-report";
import { asStaff } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => {
    const asked = new URL(request.url).searchParams;
    const section: Section = asked.get("section") === "news" ? "news" : "pages";
    const state = PAGE_STATES.find((each) => each === asked.get("state")) ?? null;
    const after = asked.get("after");
    const { pages, next } = await listPagesToEdit(ctx, { section, state, after });
    const rows = pages.map(({ code, path, title, audience, groups, savedAt, savedBy, goesOutAt, comesDownAt, ...standing }) => ({
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
    }));
    return page({ section, state, isFirst: !after, pages: rows, next });
  });
}

export const meta = title("Pages and news", "Manage");

export default function ManageContentPage() {
  const { section, state, isFirst, pages, next } = useLoaderData<typeof loader>();
  const isNews = section === "news";
  return (
    <>
      <Breadcrumbs crumbs={["/admin"]} />
      <PageTitle intro="Every page and article, whoever may read it.">Pages and news</PageTitle>
      <ButtonLink href={newPagePath(isNews ? "news" : undefined)}>{isNews ? "New article" : "New page"}</ButtonLink>
      <p>
        <a href="/admin/content/snippets">Snippets</a> · <a href="/admin/content/blocks">Blocks that pages may have</a> ·{" "}
        <a href={reportPath({ report: "overdue", months: 6 })}>Stale and unread pages</a>
      </p>
      <PageFilter section={section} state={state} />
      {pages.length === 0 ? (
        <EmptyState text={state ? "Nothing is in this state." : "Nothing has been written yet. Start with a new page."} />
      ) : (
        <PageTable caption={isNews ? "Articles" : "Pages"} captionHidden pages={pages} />
      )}
      <NextPrevious
        previous={isFirst ? null : listPath(section, state)}
        previousText="First page"
        next={next ? listPath(section, state, next) : null}
      />
    </>
  );
}
