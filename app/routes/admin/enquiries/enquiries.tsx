import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { EmptyState } from "~/components/ui/empty-state";
import { NextPrevious } from "~/components/ui/next-previous";
import { Table } from "~/components/ui/table";
import { When } from "~/components/ui/when";
import { CATEGORIES, isQueue, QUEUES } from "~/features/enquiries/categories";
import { EnquiriesFilter } from "~/features/enquiries/components/enquiries-filter";
import { EnquiryTag } from "~/features/enquiries/components/enquiry-tag";
import { listEnquiries } from "~/features/enquiries/enquiries.queries.server";
import { isFilterState, queuesOf } from "~/features/enquiries/enquiry.policy";
import { asConfidant } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asConfidant(request, "see-enquiries", async (ctx) => {
    const query = new URL(request.url).searchParams;
    const [queue, state] = [query.get("queue"), query.get("state")];
    const filter = {
      queue: isQueue(queue) ? queue : null,
      state: isFilterState(state) ? state : ("waiting" as const),
      mine: query.get("mine") === "yes",
    };
    const { rows, next } = await listEnquiries(ctx, filter, query.get("after"));
    const chosen = new URLSearchParams({
      state: filter.state,
      ...(filter.queue && { queue: filter.queue }),
      ...(filter.mine && { mine: "yes" }),
    });
    return page({ filter, queues: queuesOf(ctx.actor), rows, next: next ? `/admin/enquiries?${chosen}&after=${next}` : null });
  });
}

export const meta = title("Enquiries", "Manage");

export default function EnquiriesPage() {
  const { filter, queues, rows, next } = useLoaderData<typeof loader>();
  const isClosed = filter.state === "closed";
  return (
    <>
      <Breadcrumbs crumbs={["/admin"]} />
      <PageTitle intro="Who asked is in the enquiry itself: opening it is written down, and the person can see it.">Enquiries</PageTitle>
      <EnquiriesFilter filter={filter} queues={queues} />
      {rows.length === 0 ? (
        <EmptyState
          text={
            isClosed ? "None is closed." : "Nothing waits here. What people ask on the contact page is listed here, the most urgent first."
          }
        />
      ) : (
        <Table
          caption="Enquiries"
          captionHidden
          columns={[
            { heading: "Reference", cell: ({ code }) => <a href={`/admin/enquiries/${code}`}>{code}</a> },
            {
              heading: "About",
              cell: ({ category, queue }) => (
                <>
                  {CATEGORIES[category].label} <span className="pn-meta">({QUEUES[queue]})</span>
                </>
              ),
            },
            { heading: "State", cell: ({ state, isOverdue }) => <EnquiryTag state={state} isOverdue={isOverdue} /> },
            { heading: "Received", cell: ({ createdAt }) => <When at={createdAt} /> },
            isClosed
              ? { heading: "Closed", cell: ({ closedAt }) => (closedAt ? <When at={closedAt} /> : "") }
              : { heading: "Due", cell: ({ dueAt }) => <When at={dueAt} /> },
            { heading: "Assigned to", cell: ({ owner }) => owner ?? "Nobody yet" },
          ]}
          rows={rows}
          rowKey={({ code }) => code}
        />
      )}
      <NextPrevious next={next} label="More enquiries" />
    </>
  );
}
