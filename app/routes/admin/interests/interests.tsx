import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { ButtonLink } from "~/components/ui/button-link";
import { EmptyState } from "~/components/ui/empty-state";
import { Table } from "~/components/ui/table";
import { Tag } from "~/components/ui/tag";
import { listInterestsToArrange } from "~/features/people/interests.queries.server";
import { asStaff } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "arrange-interests", async (ctx) => page({ interests: await listInterestsToArrange(ctx) }));
}

export const meta = title("Interests", "Manage");

export default function InterestsPage() {
  const { interests } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/admin"]} />
      <PageTitle intro="People tick what interests them, when they join and in their profile. Pages that are about one of these are offered to them first.">
        Interests
      </PageTitle>
      <ButtonLink href="/admin/interests/new">New interest</ButtonLink>
      {interests.length === 0 ? (
        <EmptyState text="There is no interest yet. The first one that is added will be here, and in every profile." />
      ) : (
        <Table
          caption="Interests"
          captionHidden
          columns={[
            { heading: "Name", cell: ({ slug, name }) => <a href={`/admin/interests/${slug}`}>{name}</a> },
            { heading: "What it covers", cell: ({ description }) => description || "Not said" },
            { heading: "Order", isNumber: true, cell: ({ position }) => position },
            {
              heading: "State",
              cell: ({ endedAt }) => (endedAt ? <Tag tone="grey">Retired</Tag> : <Tag tone="green">Offered</Tag>),
            },
          ]}
          rows={interests}
          rowKey={({ slug }) => slug}
        />
      )}
    </>
  );
}
