import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { EmptyState } from "~/components/ui/empty-state";
import { NextPrevious } from "~/components/ui/next-previous";
import { ModerationTable } from "~/features/forum/components/moderation-table";
import { ReportTable } from "~/features/forum/components/report-table";
import { SanctionTable } from "~/features/forum/components/sanction-record";
import { listModerations, listWaitingAppeals } from "~/features/forum/moderation/moderation-queue.queries.server";
import { listReports } from "~/features/forum/reports/reports.queries.server";
import { listSanctionAppeals, listSanctionsToReview } from "~/features/forum/sanctions/sanctions.queries.server";
import { asConfidant } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asConfidant(request, "moderate", async (ctx) => {
    const after = new URL(request.url).searchParams.get("after");
    const [reports, appeals, { acts, next }, sanctionAppeals, toReview] = await Promise.all([
      listReports(ctx),
      listWaitingAppeals(ctx),
      listModerations(ctx, after),
      listSanctionAppeals(ctx),
      listSanctionsToReview(ctx),
    ]);
    return page({ reports, appeals, acts, next, after, sanctionAppeals, toReview });
  });
}

export const meta = title("Forum", "Manage");

export default function ManageForum() {
  const { reports, appeals, acts, next, after, sanctionAppeals, toReview } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/admin"]} />
      <PageTitle>Forum</PageTitle>
      <p>
        <a href="/admin/forum/categories">Categories: names, order and who can read them</a>
      </p>
      <p>
        <a href="/admin/near-misses">Near misses: texts that seemed to identify a patient</a>
      </p>
      <h2>Reports that wait</h2>
      {reports.length > 0 ? (
        <ReportTable reports={reports} />
      ) : (
        <EmptyState text="No report waits. When somebody uses “Report” under a post or comment, it is listed here." />
      )}
      <h2>Appeals that wait</h2>
      {sanctionAppeals.length > 0 ? (
        <SanctionTable caption="Appeals of members against a decision about them, the oldest first" sanctions={sanctionAppeals} names />
      ) : null}
      {appeals.length > 0 ? (
        <ModerationTable caption="Appeals, the oldest first" acts={appeals} time="appealedAt" />
      ) : sanctionAppeals.length > 0 ? null : (
        <EmptyState text="Nobody waits for a decision. When an author appeals against what a moderator did, it is listed here." />
      )}
      {toReview.length > 0 ? (
        <>
          <h2>Suspensions to look at again</h2>
          <SanctionTable caption="Suspensions without an end, the oldest first" sanctions={toReview} names />
        </>
      ) : null}
      <h2>What moderators did</h2>
      {acts.length > 0 ? (
        <ModerationTable caption="Acts, the latest first" acts={acts} time="at" />
      ) : (
        <EmptyState text="No post was removed or edited by a moderator lately. They do that with “Remove” and “Edit” under a post." />
      )}
      <NextPrevious
        label="More acts"
        previous={after ? "/admin/forum" : null}
        previousText="Latest"
        next={next ? `/admin/forum?after=${next}` : null}
        nextText="Older"
      />
    </>
  );
}
