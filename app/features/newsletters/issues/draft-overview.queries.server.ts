import { countReach } from "~/features/consents/reach.queries.server";
import type { Ctx } from "~/lib/ctx";
import { checkIssue, checkSender } from "./check-issue.server";
import type { Issue } from "./issues.queries.server";
import { renderIssueMail } from "./render-issue-mail.server";

/** What stands between a draft and its sending: the checklist, and whom it would reach. */
export async function getDraftOverview(ctx: Ctx, issue: Issue) {
  const [mail, reach] = await Promise.all([renderIssueMail(ctx, issue), countReach(ctx, issue.newsletter.listId)]);
  const checks = [...checkIssue(mail, issue), await checkSender(ctx)];
  return { checks, reach, isReady: reach.reachable > 0 && checks.every(({ state }) => state !== "blocked") };
}
