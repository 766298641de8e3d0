import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { NextPrevious } from "~/components/ui/next-previous";
import { LedgerFilterForm } from "~/features/records/components/ledger-filter";
import { Timeline } from "~/features/records/components/timeline";
import { readLedger } from "~/features/records/read-ledger.server";
import { asConfidant } from "~/http/access/access.server";
import { numberIn } from "~/http/number-in";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asConfidant(request, "read-ledgers", async (ctx) => {
    const query = new URL(request.url).searchParams;
    const typed = (name: string) => (query.get(name) ?? "").trim().slice(0, 100);
    const filter = { class: typed("class"), what: typed("what"), person: typed("person") };
    const { entries, next, isUnknown } = await readLedger(ctx, filter, numberIn(request, "after"));
    const used = Object.entries(filter).filter(([, value]) => value);
    return page({
      filter,
      entries,
      isUnknown,
      next: next ? `/admin/audit?${new URLSearchParams([...used, ["after", String(next)]])}` : null,
    });
  });
}

export const meta = title("Audit", "Manage");

export default function AuditPage() {
  const { filter, entries, isUnknown, next } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/admin"]} />
      <PageTitle intro="Who did, saw and handed out what, newest first. Nothing here can be changed, and reading it is written down too.">
        Audit
      </PageTitle>
      <p>
        <a href="/admin/audit/seals">Check that nothing was changed</a>
      </p>
      <LedgerFilterForm filter={filter} />
      <Timeline
        caption="Audit ledger, newest first"
        rows={entries}
        empty={isUnknown ? "Nobody has this reference or address." : "No entry is like that."}
      />
      <NextPrevious next={next} nextText="Older" label="More entries" />
    </>
  );
}
