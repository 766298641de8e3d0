import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { EmptyState } from "~/components/ui/empty-state";
import { TaskList } from "~/components/ui/task-list";
import { When } from "~/components/ui/when";
import { countDrafts, countDraftsToReview, countPagesToReview } from "~/features/content/pages/manage.queries.server";
import { countWaitingEnquiries } from "~/features/enquiries/enquiries.queries.server";
import { countWaitingHeld } from "~/features/forum/held/held.queries.server";
import { countWaitingAppeals } from "~/features/forum/moderation/moderation-queue.queries.server";
import { countLeftToNobody } from "~/features/forum/reports/left-to-nobody.queries.server";
import { countWaitingReports } from "~/features/forum/reports/reports.queries.server";
import { countNearMisses } from "~/features/guard/near-misses.queries.server";
import { countWaitingApplications } from "~/features/membership/applications/applications.queries.server";
import { countIssueDrafts, countIssuesUnderWay } from "~/features/newsletters/issues/issues.queries.server";
import { countFailedWork } from "~/features/operations/work-waiting.server";
import { may, type Permission } from "~/features/permissions/permissions";
import { asStaff } from "~/http/access/access.server";
import { page } from "~/http/responses.server";
import type { Ctx } from "~/lib/ctx";

/** `hint`: what to do about it, where the page behind the link does not say. */
type Waiting = { count: number; oldest: Date | null; hint?: string };
type Task = { title: string; href: string; may: Permission; count: (ctx: Ctx) => Promise<Waiting> };

/** What can wait, most pressing first, and for whom. */
const TASKS: readonly Task[] = [
  { title: "Applications to decide", href: "/admin/applications", may: "decide-applications", count: countWaitingApplications },
  { title: "Enquiries to answer", href: "/admin/enquiries", may: "see-enquiries", count: countWaitingEnquiries },
  { title: "Reports to look at", href: "/admin/forum", may: "moderate", count: countWaitingReports },
  { title: "Held posts to decide", href: "/admin/forum", may: "moderate", count: countWaitingHeld },
  { title: "Appeals to decide", href: "/admin/forum", may: "moderate", count: countWaitingAppeals },
  { title: "Near misses to look at", href: "/admin/near-misses", may: "see-near-misses", count: countNearMisses },
  {
    title: "Reports, held posts, appeals and near misses that nobody can decide about",
    href: "/admin/members",
    may: "change-roles",
    count: countLeftToNobody,
  },
  { title: "Issues being sent", href: "/admin/newsletters", may: "send-newsletters", count: countIssuesUnderWay },
  { title: "Newsletter drafts", href: "/admin/newsletters", may: "send-newsletters", count: countIssueDrafts },
  { title: "Drafts waiting for your review", href: "/admin/content?state=in-review", may: "edit-pages", count: countDraftsToReview },
  { title: "Pages to review", href: "/admin/content?state=due", may: "edit-pages", count: countPagesToReview },
  { title: "Pages with unpublished changes", href: "/admin/content", may: "edit-pages", count: countDrafts },
  { title: "Failed jobs", href: "/admin/health", may: "see-health", count: countFailedWork },
];

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "open-manage", async (ctx) => {
    const theirs = TASKS.filter((task) => may(ctx.actor, task.may));
    return page({
      tasks: await Promise.all(theirs.map(async ({ title, href, count }) => ({ title, href, ...(await count(ctx)) }))),
    });
  });
}

export const meta = title("Manage");

export default function ManagePage() {
  const { tasks } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle intro="To do: how many, and since when.">Manage</PageTitle>
      {tasks.every(({ count }) => count === 0) ? (
        <EmptyState text="Nothing waits for you. What your role has to decide or put right will be listed here." />
      ) : (
        <TaskList
          tasks={tasks.map(({ title, href, count, oldest, hint }) => ({
            title,
            href,
            hint:
              count > 0 && oldest ? (
                <>
                  The oldest since <When at={oldest} />. {hint}
                </>
              ) : null,
            status: count === 0 ? "None" : count.toLocaleString("en-GB"),
          }))}
        />
      )}
    </>
  );
}
