import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { ButtonLink } from "~/components/ui/button-link";
import { EmptyState } from "~/components/ui/empty-state";
import { NextPrevious } from "~/components/ui/next-previous";
import { Table } from "~/components/ui/table";
import { When } from "~/components/ui/when";
import { IssueState } from "~/features/newsletters/components/issue-state";
import { listIssues } from "~/features/newsletters/issues/issues.queries.server";
import { getNewsletter } from "~/features/newsletters/newsletters.queries.server";
import { asStaff } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "send-newsletters", async (ctx) => {
    const { id, slug, name } = await getNewsletter(ctx, params.slug ?? "");
    const after = new URL(request.url).searchParams.get("after");
    return page({ slug, name, ...(await listIssues(ctx, { id }, after)) });
  });
}

export const meta: MetaFunction<typeof loader> = (args) => title(args.data?.name, "Manage")(args);

export default function IssuesPage() {
  const { slug, name, issues, next } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/admin", "/admin/newsletters"]} />
      <PageTitle>{name}</PageTitle>
      <ButtonLink href={`/admin/newsletters/${slug}/new`}>New issue</ButtonLink>
      {issues.length === 0 ? (
        <EmptyState text="There is no issue yet." />
      ) : (
        <Table
          caption="Issues"
          columns={[
            { heading: "Subject", cell: ({ code, subject }) => <a href={`/admin/newsletters/issues/${code}`}>{subject}</a> },
            { heading: "State", cell: ({ state, sending }) => <IssueState state={state} sending={sending} /> },
            { heading: "Last changed", cell: ({ sentAt, updatedAt }) => <When at={sentAt ?? updatedAt} time /> },
            { heading: "By", cell: ({ author }) => author ?? "Nobody any more" },
          ]}
          rows={issues}
          rowKey={({ code }) => code}
        />
      )}
      <NextPrevious next={next ? `/admin/newsletters/${slug}?after=${next}` : null} nextText="Older issues" label="More issues" />
    </>
  );
}
