import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { EmptyState } from "~/components/ui/empty-state";
import { Tag } from "~/components/ui/tag";
import { TaskList } from "~/components/ui/task-list";
import { When } from "~/components/ui/when";
import { countChangedPages } from "~/features/content/pages/changed-pages.queries.server";
import { countDrafts, countDraftsToReview, countPagesToReview } from "~/features/content/pages/manage.queries.server";
import { countNewEnquiries, countWaitingEnquiries } from "~/features/enquiries/count-enquiries.queries.server";
import { countWaitingHeld } from "~/features/forum/held/held.queries.server";
import { countWaitingAppeals } from "~/features/forum/moderation/moderation-queue.queries.server";
import { countLeftToNobody } from "~/features/forum/reports/left-to-nobody.queries.server";
import { countWaitingReports } from "~/features/forum/reports/reports.queries.server";
import { countNewTopics } from "~/features/forum/topics/new-topics.queries.server";
import { countNearMisses } from "~/features/guard/near-misses.queries.server";
import { countNewApplications, countWaitingApplications } from "~/features/membership/applications/applications.queries.server";
import { countIssueDrafts, countIssuesUnderWay, findNextIssue } from "~/features/newsletters/issues/issues.queries.server";
import { countFailedWork } from "~/features/operations/work-waiting.server";
import { countNewMembers } from "~/features/permissions/new-members.queries.server";
import { may, type Permission } from "~/features/permissions/permissions";
import { asStaff } from "~/http/access/access.server";
import { page } from "~/http/responses.server";
import { askTogether } from "~/lib/ask-together.server";
import { countInWords } from "~/lib/count-in-words";
import type { Ctx } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";

/** `late`: how many of them somebody was promised sooner. */
type Waiting = { count: number; oldest: Date | null; late?: number };
/** `whenLate`: what is said of those that are late, “overdue” where it is silent. */
type Task = { title: string; href: string; may: Permission; whenLate?: string; count: (ctx: Ctx) => Promise<Waiting> };

/** Of what is on the list only because its day has come. */
const allLate = (count: Task["count"]) => async (ctx: Ctx) => {
  const waiting = await count(ctx);
  return { ...waiting, late: waiting.count };
};

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
  { title: "Pages to review", href: "/admin/content?state=due", may: "edit-pages", count: allLate(countPagesToReview) },
  { title: "Pages with unpublished changes", href: "/admin/content", may: "edit-pages", count: countDrafts },
  { title: "Failed jobs", href: "/admin/health", may: "see-health", whenLate: "failed", count: allLate(countFailedWork) },
];

/** What came within a week, and for whom; one statement asks for all of it. */
type News = { one: string; many: string; href: string; may: Permission; count: typeof countNewMembers };
const NEWS: readonly News[] = [
  { one: "member joined", many: "members joined", href: "/admin/members?role=member", may: "open-records", count: countNewMembers },
  { one: "application", many: "applications", href: "/admin/applications", may: "decide-applications", count: countNewApplications },
  { one: "enquiry", many: "enquiries", href: "/admin/enquiries", may: "see-enquiries", count: countNewEnquiries },
  { one: "topic in the forum", many: "topics in the forum", href: "/forum/latest", may: "moderate", count: countNewTopics },
  {
    one: "page published or changed",
    many: "pages published or changed",
    href: "/admin/content",
    may: "edit-pages",
    count: countChangedPages,
  },
];
const A_WEEK = 7 * DAY;

export async function loader({ request }: LoaderFunctionArgs) {
  return asStaff(request, "open-manage", async (ctx) => {
    const isTheirs = ({ may: permission }: { may: Permission }) => may(ctx.actor, permission);
    const [tasks, week, nextIssue] = await Promise.all([
      Promise.all(TASKS.filter(isTheirs).map(async ({ count, whenLate, ...task }) => ({ ...task, whenLate, ...(await count(ctx)) }))),
      countWeek(ctx, NEWS.filter(isTheirs)),
      may(ctx.actor, "send-newsletters") ? findNextIssue(ctx) : null,
    ]);
    return page({ tasks: tasks.sort((one, other) => rank(one) - rank(other)), week, nextIssue });
  });
}

/** What is late is first, and what nobody has to do is last. */
const rank = ({ count, late = 0 }: Waiting) => (late > 0 ? 0 : count > 0 ? 1 : 2);

async function countWeek(ctx: Ctx, news: readonly News[]) {
  if (news.length === 0) return [];
  const since = later(ctx.now, -A_WEEK);
  const counts = await askTogether(ctx.db, Object.fromEntries(news.map(({ many, count }) => [many, count(ctx, since)])));
  return news.flatMap(({ one, many, href }) => {
    const count = counts[many]!;
    return count === 0 ? [] : [{ href, words: `${countInWords(count)} ${count === 1 ? one : many}` }];
  });
}

export const meta = title("Manage");

export default function ManagePage() {
  const { tasks, week, nextIssue } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle>Manage</PageTitle>
      <h2>To do</h2>
      {tasks.every(({ count }) => count === 0) ? (
        <EmptyState text="Nothing waits for you. What your role has to decide or put right will be listed here." />
      ) : (
        <TaskList
          tasks={tasks.map(({ title, href, count, oldest, late = 0, whenLate = "overdue" }) => ({
            title,
            href,
            hint:
              count > 0 && oldest ? (
                <>
                  The oldest since <When at={oldest} />.
                </>
              ) : null,
            status: (
              <>
                {count === 0 ? "None" : countInWords(count)}{" "}
                {late > 0 ? <Tag tone="red">{`${late === count ? "" : `${countInWords(late)} `}${whenLate}`}</Tag> : null}
              </>
            ),
          }))}
        />
      )}
      {nextIssue ? (
        <section aria-labelledby="next-issue">
          <h2 id="next-issue">Next issue</h2>
          <p>
            <a href={`/admin/newsletters/issues/${nextIssue.code}`}>{nextIssue.subject}</a>{" "}
            <span className="pn-meta">
              {nextIssue.newsletter}, a draft, last changed on <When at={nextIssue.updatedAt} />
              {nextIssue.author ? ` by ${nextIssue.author}` : null}
            </span>
          </p>
        </section>
      ) : null}
      {week.length > 0 ? (
        <section aria-labelledby="this-week">
          <h2 id="this-week">New in the last 7 days</h2>
          <ul>
            {week.map(({ href, words }) => (
              <li key={href}>
                <a href={href}>{words}</a>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}
