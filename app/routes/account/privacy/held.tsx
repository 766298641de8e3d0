import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Table } from "~/components/ui/table";
import { CopiedTable } from "~/features/privacy/components/copied-table";
import { summarisePerson } from "~/features/privacy/export-person.server";
import { asSignedIn } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asSignedIn(request, async (ctx) => page(await summarisePerson(ctx, ctx.actor.personId)));
}

export const meta = title("What we hold about you", "Your account");

export default function HeldPage() {
  const { held, summary } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/account", "/account/privacy"]} />
      <PageTitle intro={`${held.length} kinds of information. This page prints as a summary; everything, row by row, is in the copy.`}>
        What we hold about you
      </PageTitle>
      {summary.map((table) => (
        <CopiedTable key={table.table} table={table} />
      ))}
      <h2>Everything, by kind</h2>
      <Table
        caption="Everything that we hold about you, by kind"
        captionHidden
        rows={held}
        rowKey={({ table }) => table}
        columns={[
          { heading: "What", cell: ({ title }) => title },
          {
            heading: "How many",
            isNumber: true,
            cell: ({ rows, isMore }) => (isMore ? `more than ${rows.toLocaleString("en-GB")}` : rows),
          },
          { heading: "Why", cell: ({ purposes }) => purposes.map(({ purpose }) => purpose).join("; ") },
          { heading: "How long", cell: ({ purposes }) => [...new Set(purposes.map(({ retention }) => retention))].join("; ") },
        ]}
      />
      <p>
        <a href="/account/privacy/copy">Get a copy of all of it</a>
      </p>
    </>
  );
}
