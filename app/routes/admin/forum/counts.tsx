import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { EmptyState } from "~/components/ui/empty-state";
import { Table } from "~/components/ui/table";
import { SMALLEST_CELL } from "~/features/forum/decisions/decision-words";
import { listDecisions } from "~/features/forum/decisions/decisions.queries.server";
import { lastQuarters, quarterSlug, quarterWords } from "~/features/forum/decisions/quarters";
import { asConfidant } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asConfidant(request, "moderate", async (ctx) => {
    const asked = new URL(request.url).searchParams.get("quarter");
    const quarters = lastQuarters(ctx.now);
    const shown = quarters.find((each) => quarterSlug(each) === asked) ?? quarters[0]!;
    return page({
      shown: quarterSlug(shown),
      words: quarterWords(shown),
      quarters: quarters.map((each) => ({ slug: quarterSlug(each), words: quarterWords(each) })),
      decisions: await listDecisions(ctx, shown),
    });
  });
}

export const meta = title("Counts of decisions", "Manage");

export default function Counts() {
  const { shown, words, quarters, decisions } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/admin", "/admin/forum"]} />
      <PageTitle intro="What moderators decided, by quarter, for the record that the Online Safety Act asks for. No person is in it, and each quarter is kept for 3 years after it ended.">
        Counts of decisions
      </PageTitle>
      <nav aria-label="Quarters">
        <ul className="pn-filters">
          {quarters.map(({ slug, words }) => (
            <li key={slug}>
              <a href={`/admin/forum/counts?quarter=${slug}`} aria-current={slug === shown ? "page" : undefined}>
                {words}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <h2>{words}</h2>
      {decisions.length > 0 ? (
        <Table
          caption={`Decisions, ${words}`}
          captionHidden
          columns={[
            { heading: "What", cell: ({ kind }) => kind },
            { heading: "About", cell: ({ about }) => about },
            { heading: "Told by", cell: ({ source }) => source || "Nobody" },
            { heading: "Outcome", cell: ({ outcome }) => outcome },
            { heading: "How many", isNumber: true, cell: ({ count }) => count?.toLocaleString("en-GB") ?? `Fewer than ${SMALLEST_CELL}` },
            { heading: "Half answered within (hours)", isNumber: true, cell: ({ hours }) => hours?.toLocaleString("en-GB") ?? "Not told" },
          ]}
          rows={decisions}
          rowKey={({ kind, about, source, outcome }) => [kind, about, source, outcome].join()}
        />
      ) : (
        <EmptyState text="Nothing was decided in this quarter. Each decision about a report, a held post, a member or an appeal is counted here." />
      )}
    </>
  );
}
