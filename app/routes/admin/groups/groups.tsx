import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { ButtonLink } from "~/components/ui/button-link";
import { EmptyState } from "~/components/ui/empty-state";
import { NextPrevious } from "~/components/ui/next-previous";
import { Table } from "~/components/ui/table";
import { Tag } from "~/components/ui/tag";
import { listGroupsToArrange } from "~/features/permissions/groups.queries.server";
import { asStaff } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "change-roles", async (ctx) =>
    page(await listGroupsToArrange(ctx, new URL(request.url).searchParams.get("after"))),
  );
}

export const meta = title("Groups", "Manage");

export default function GroupsPage() {
  const { rows, next } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/admin"]} />
      <PageTitle intro="Pages, categories and newsletters can be for groups alone. Nobody else is told that they exist.">Groups</PageTitle>
      <ButtonLink href="/admin/groups/new">New group</ButtonLink>
      {rows.length === 0 ? (
        <EmptyState text="There is no group yet. Make one for people who need a place of their own, such as the leads of your networks." />
      ) : (
        <Table
          caption="Groups"
          captionHidden
          columns={[
            { heading: "Name", cell: ({ slug, name }) => <a href={`/admin/groups/${slug}`}>{name}</a> },
            { heading: "What it is for", cell: ({ description }) => description || "Not said" },
            { heading: "Members", isNumber: true, cell: ({ members }) => members.toLocaleString("en-GB") },
            { heading: "State", cell: ({ endedAt }) => (endedAt ? <Tag tone="grey">Ended</Tag> : <Tag tone="green">Open</Tag>) },
          ]}
          rows={rows}
          rowKey={({ slug }) => slug}
        />
      )}
      <NextPrevious next={next ? `/admin/groups?after=${next}` : null} label="More groups" />
    </>
  );
}
