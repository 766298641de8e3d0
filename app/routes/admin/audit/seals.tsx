import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Table } from "~/components/ui/table";
import { Tag } from "~/components/ui/tag";
import { When } from "~/components/ui/when";
import { checkSeals } from "~/features/audit/seals.queries.server";
import { asStaff } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "read-ledgers", async (ctx) => page({ ledgers: await checkSeals(ctx) }));
}

const NAMES: Record<string, string> = {
  consent: "Consents",
  "audit:access": "Looks",
  "audit:act": "Acts",
  "audit:disclosure": "Disclosures",
  "audit:security": "Sign-ins and safety",
};

export const meta = title("Seals", "Audit");

export default function SealsPage() {
  const { ledgers } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/admin", "/admin/audit"]} />
      <PageTitle intro="Each minute, new entries are sealed into a chain. Opening this page recomputes every chain from its entries.">
        Seals
      </PageTitle>
      <Table
        caption="Ledgers"
        captionHidden
        columns={[
          { heading: "Ledger", cell: ({ ledger }) => NAMES[ledger] },
          {
            heading: "State",
            cell: ({ broken }) =>
              broken === null ? <Tag tone="green">Unchanged</Tag> : <Tag tone="red">{`Broken at seal ${broken}`}</Tag>,
          },
          { heading: "Seals", isNumber: true, cell: ({ seals }) => seals.toLocaleString("en-GB") },
          { heading: "Waiting for a seal", isNumber: true, cell: ({ unsealed }) => unsealed.toLocaleString("en-GB") },
          { heading: "Last sealed", cell: ({ lastSealedAt }) => (lastSealedAt ? <When at={lastSealedAt} time /> : "Not yet") },
        ]}
        rows={ledgers}
        rowKey={({ ledger }) => ledger}
      />
      <p>A broken seal means that an entry was changed behind the portal’s back. Tell whoever runs the database, and keep the backups.</p>
    </>
  );
}
