import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { BackLink } from "~/components/ui/back-link";
import { EmptyState } from "~/components/ui/empty-state";
import { Table } from "~/components/ui/table";
import { When } from "~/components/ui/when";
import { listVersions } from "~/features/notices/notices.queries.server";
import { asAnyone } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => page({ versions: await listVersions(ctx, "privacy-notice") }));
}

export const meta = title("Versions of our privacy notice");

export default function VersionsPage() {
  const { versions } = useLoaderData<typeof loader>();
  return (
    <>
      <BackLink href="/privacy">Back to the notice</BackLink>
      <PageTitle intro="Each stays readable exactly as it was.">Versions of our privacy notice</PageTitle>
      {versions.length === 0 ? (
        <EmptyState text="The notice has not changed since this site was opened. Each later version will be here, with its date." />
      ) : (
        <Table
          caption="Versions"
          captionHidden
          columns={[
            { heading: "Version", cell: ({ version }) => <a href={`/privacy/versions/${version}`}>{`Version ${version}`}</a> },
            { heading: "Published", cell: ({ publishedAt }) => <When at={publishedAt} /> },
            { heading: "What changed", cell: ({ change }) => change ?? "First version" },
          ]}
          rows={versions}
          rowKey={({ version }) => version}
        />
      )}
    </>
  );
}
