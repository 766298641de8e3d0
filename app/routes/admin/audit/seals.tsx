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
  return asStaff(request, "read-ledgers", async (ctx) => {
    const { searchParams } = new URL(request.url);
    const before = Number(searchParams.get("before"));
    return page({ ledgers: await checkSeals(ctx, { ledger: searchParams.get("ledger"), before: isSeal(before) ? before : null }) });
  });
}

const isSeal = (number: number) => Number.isInteger(number) && number > 0 && number < 2 ** 31;

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
      <PageTitle intro="Each minute, new entries are sealed into a chain. Opening this page recomputes the newest part of every chain from its entries, and a link the part before it; “doctor” on the command line recomputes all of it.">
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
          { heading: "Recomputed", cell: (state) => <Recomputed {...state} /> },
          { heading: "Waiting for a seal", isNumber: true, cell: ({ unsealed }) => unsealed.toLocaleString("en-GB") },
          { heading: "Last sealed", cell: ({ sealedAt }) => (sealedAt ? <When at={sealedAt} time /> : "Not yet") },
        ]}
        rows={ledgers}
        rowKey={({ ledger }) => ledger}
      />
      <p>A broken seal means that an entry was changed behind the portal’s back. Tell whoever runs the database, and keep the backups.</p>
    </>
  );
}

function Recomputed({ ledger, from, to }: { ledger: string; from: number | null; to: number | null }) {
  if (from === null || to === null) return "None";
  return (
    <>
      {from === to ? from : `${from.toLocaleString("en-GB")} to ${to.toLocaleString("en-GB")}`}{" "}
      {from > 1 && (
        <a href={`/admin/audit/seals?${new URLSearchParams({ ledger, before: String(from) })}`}>
          Those before<span className="nhsuk-u-visually-hidden">{` of ${NAMES[ledger]}`}</span>
        </a>
      )}
    </>
  );
}
