import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { forumReports } from "#db/schema/forum/moderation";
import { forumPosts } from "#db/schema/forum/posts";
import { reportNotice } from "~/features/forum/reports/report-notice.mail.server";
import { reportCause } from "~/features/forum/watching/causes";
import { notify } from "~/features/mail/notifications/notify.server";
import { listRoleHolders } from "~/features/people/role-holders.queries.server";
import { rolesWith } from "~/features/permissions/permissions";
import type { Ctx, PersonId } from "~/lib/ctx";

type Report = { reportId: string; postId: string; authorId: string | null; scopeId: string; mail: boolean };

/**
 * Tells the moderators who may read the place that a report waits, in their inbox and, with `mail`, at once. Where none of them may decide
 * about it, the administrators too, who can make somebody there a moderator.
 */
export async function tellModerators(ctx: Ctx, { reportId, postId, mail, ...about }: Report): Promise<void> {
  await notify(ctx, await listJudges(ctx, about), reportNotice, { reportId, postId }, { cause: reportCause(reportId), mail });
}

/** Who is told that something of somebody's waits for a decision. */
export async function listJudges(ctx: Ctx, { authorId, scopeId }: Pick<Report, "authorId" | "scopeId">): Promise<PersonId[]> {
  const moderators = await listRoleHolders(ctx, { roles: rolesWith("moderate"), scopeId });
  const others = moderators.some(({ id, signsIn }) => id !== authorId && signsIn)
    ? []
    : await listRoleHolders(ctx, { roles: rolesWith("change-roles") });
  return [...new Set([...moderators, ...others].map(({ id }) => id))];
}

/** Of what waits in a topic that stands before other moderators now: those who may read it and were not told. */
export async function tellNewModerators(ctx: Ctx, { topicId, scopeId }: { topicId: string; scopeId: string }): Promise<void> {
  const { id, postId, reason, decidedAt } = forumReports;
  const isUrgent = sql<boolean>`${reason} = 'patient-details'`;
  const waiting = await ctx.db
    .selectDistinctOn([postId], { reportId: id, postId, authorId: forumPosts.authorId, mail: isUrgent })
    .from(forumReports)
    .innerJoin(forumPosts, eq(forumPosts.id, postId))
    .where(and(eq(forumPosts.topicId, topicId), isNull(decidedAt)))
    // of one post they were told by its first report, or its first of a patient's details
    .orderBy(postId, desc(isUrgent), id);
  for (const report of waiting) await tellModerators(ctx, { ...report, scopeId });
}
