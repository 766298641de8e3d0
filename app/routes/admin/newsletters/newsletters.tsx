import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { ButtonLink } from "~/components/ui/button-link";
import { EmptyState } from "~/components/ui/empty-state";
import { Table } from "~/components/ui/table";
import { When } from "~/components/ui/when";
import { listNewslettersToSend } from "~/features/newsletters/issues/issues.queries.server";
import { asStaff } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "send-newsletters", async (ctx) => page({ newsletters: await listNewslettersToSend(ctx) }));
}

export const meta = title("Newsletters", "Manage");

export default function ManageNewslettersPage() {
  const { newsletters } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/admin"]} />
      <PageTitle>Newsletters</PageTitle>
      <ButtonLink href="/admin/newsletters/new">New newsletter</ButtonLink>
      {newsletters.length === 0 ? (
        <EmptyState text="There is no newsletter that you may read, so none that you may send." />
      ) : (
        <Table
          caption="Newsletters"
          captionHidden
          columns={[
            { heading: "Newsletter", cell: ({ slug, name }) => <a href={`/admin/newsletters/${slug}`}>{name}</a> },
            { heading: "How often", cell: ({ frequency }) => frequency },
            { heading: "Last sent", cell: ({ lastSentAt }) => (lastSentAt ? <When at={lastSentAt} /> : "Not yet") },
            { heading: "Drafts", isNumber: true, cell: ({ drafts }) => drafts },
            {
              heading: "New",
              cell: ({ slug, name }) => (
                <a href={`/admin/newsletters/${slug}/new`}>
                  New issue<span className="nhsuk-u-visually-hidden"> of {name}</span>
                </a>
              ),
            },
          ]}
          rows={newsletters}
          rowKey={({ slug }) => slug}
        />
      )}
    </>
  );
}
