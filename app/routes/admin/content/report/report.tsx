import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { EmptyState } from "~/components/ui/empty-state";
import { NextPrevious } from "~/components/ui/next-previous";
import { Table } from "~/components/ui/table";
import { When } from "~/components/ui/when";
import { PageName } from "~/features/content/components/page-table";
import { ReportFilter } from "~/features/content/components/report-filter";
import { readReport, reportPath } from "~/features/content/report/page-report";
import { listReported, openingsSince } from "~/features/content/report/page-report.queries.server";
import { asStaff } from "~/http/access/access.server";
import { page } from "~/http/responses.server";
import { formatMonth } from "~/lib/dates";

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "edit-pages", async (ctx) => {
    const asked = new URL(request.url).searchParams;
    const choice = readReport(asked);
    const after = asked.get("after");
    return page({ choice, isFirst: !after, since: await openingsSince(ctx), ...(await listReported(ctx, choice, after)) });
  });
}

export const meta = title("Stale and unread pages", "Manage");

export default function ReportPage() {
  const { choice, isFirst, since, pages, next } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/admin", "/admin/content"]} />
      <PageTitle intro="Pages that readers have and that somebody should look at.">Stale and unread pages</PageTitle>
      <ReportFilter choice={choice} />
      {choice.report === "unopened" ? (
        <p>
          When somebody opens a page for the first time in a month, we note the page and the month: not who it was, and not how often. A
          search engine that reads the page counts as somebody; editors who look at it here do not.{" "}
          {since
            ? `This is noted since ${formatMonth(since)}, so a page is listed once it was not opened for ${choice.months} months that are noted.`
            : "Nothing is noted yet."}
        </p>
      ) : null}
      {pages.length === 0 ? (
        <EmptyState text="There is none." />
      ) : (
        <>
          <Table
            caption="Pages"
            captionHidden
            columns={[
              { heading: "Page", cell: (row) => <PageName page={row} /> },
              { heading: "Looked after by", cell: ({ owner }) => owner ?? "Nobody" },
              { heading: "Checked on", cell: ({ reviewedAt }) => (reviewedAt ? <When at={reviewedAt} /> : "Never") },
              { heading: "Check due", cell: ({ reviewDueAt }) => (reviewDueAt ? <When at={reviewDueAt} /> : null) },
              { heading: "Last opened in", cell: ({ lastOpened }) => (lastOpened ? formatMonth(lastOpened) : "Not noted") },
              { heading: "Useful", cell: ({ useful, notUseful }) => `${useful} yes, ${notUseful} no` },
            ]}
            rows={pages}
            rowKey={({ code }) => code}
          />
          <p>
            <a href={reportPath(choice, { file: true })}>Download this list as a file for a spreadsheet (CSV)</a>
          </p>
        </>
      )}
      <NextPrevious
        previous={isFirst ? null : reportPath(choice)}
        previousText="First page"
        next={next ? reportPath(choice, { after: next }) : null}
      />
    </>
  );
}
