import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { InsetText } from "~/components/ui/inset-text";
import { Table } from "~/components/ui/table";
import { Tag } from "~/components/ui/tag";
import { When } from "~/components/ui/when";
import { listNotices } from "~/features/notices/notices.queries.server";
import { getSettings } from "~/features/settings/settings.queries.server";
import { unnamed } from "~/features/settings/site-settings";
import { asStaff } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "publish-notices", async (ctx) => {
    const [notices, site] = await Promise.all([listNotices(ctx), getSettings(ctx)]);
    return page({ notices, isUnnamed: unnamed(site).length > 0 });
  });
}

export const meta = title("Notices", "Manage");

export default function ManageNoticesPage() {
  const { notices, isUnnamed } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/admin"]} />
      <PageTitle intro="What everybody can read about this site and their information. Each version stays readable.">Notices</PageTitle>
      {isUnnamed ? (
        <InsetText>
          <p>
            Before the portal serves real people, name the controller and the data protection officer in the{" "}
            <a href="/admin/settings">settings</a>. Until then no notice can be published.
          </p>
        </InsetText>
      ) : null}
      <Table
        caption="Notices"
        captionHidden
        columns={[
          { heading: "Notice", cell: ({ slug, title }) => <a href={`/admin/privacy/${slug}`}>{title}</a> },
          { heading: "Version", cell: ({ version }) => (version === null ? "As delivered" : `Version ${version}`) },
          { heading: "Published", cell: ({ publishedAt }) => (publishedAt ? <When at={publishedAt} /> : "Not yet by you") },
          {
            heading: "State",
            cell: ({ isStale }) => (isStale ? <Tag tone="yellow">Out of date</Tag> : <Tag tone="green">Up to date</Tag>),
          },
          {
            heading: "On the site",
            cell: ({ path, title }) => (
              <a href={path}>
                Read<span className="nhsuk-u-visually-hidden"> {title}</span>
              </a>
            ),
          },
        ]}
        rows={notices}
        rowKey={({ slug }) => slug}
      />
      <p>
        “Out of date” means that a setting or what the portal stores has changed since: open the notice and publish it again, so that it
        says what is true now.
      </p>
    </>
  );
}
