import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { ButtonLink } from "~/components/ui/button-link";
import { EmptyState } from "~/components/ui/empty-state";
import { Table } from "~/components/ui/table";
import { listReadableCategories } from "~/features/forum/categories/categories.queries.server";
import { asStaff } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "moderate", async (ctx) => page({ categories: await listReadableCategories(ctx) }));
}

export const meta = title("Categories", "Manage");

const READERS = { open: "Everybody", members: "All members" } as const;

export default function ManageCategories() {
  const { categories } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/admin", "/admin/forum"]} />
      <PageTitle intro="Those that you can read, in the order in which the forum lists them.">Categories</PageTitle>
      <ButtonLink href="/admin/forum/categories/new">New category</ButtonLink>
      {categories.length === 0 ? (
        <EmptyState text="There is no category yet. The first one that is made will be here." />
      ) : (
        <Table
          caption="Categories"
          captionHidden
          columns={[
            { heading: "Name", cell: ({ slug, name }) => <a href={`/admin/forum/categories/${slug}`}>{name}</a> },
            { heading: "What it is for", cell: ({ description }) => description },
            {
              heading: "Readers",
              cell: ({ readers }) => (readers.audience === "groups" ? readers.groups.join(", ") : READERS[readers.audience]),
            },
            { heading: "Order", isNumber: true, cell: ({ position }) => position },
          ]}
          rows={categories}
          rowKey={({ slug }) => slug}
        />
      )}
    </>
  );
}
