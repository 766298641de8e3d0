import { and, asc, eq, isNull, ne, not, sql } from "drizzle-orm";
import { forumReports } from "#db/schema/forum/moderation";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { pageOfTopic, topicStands } from "~/features/forum/topics/topic-place.queries.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { lockByName } from "~/lib/transaction.server";
import type { Reason } from "./report.schema";

/**
 * So many posts does one person, or do all visitors together, report before a moderator has looked at any.
 * Beyond that somebody may want to silence a forum.
 */
const MOST_AT_ONCE = 10;

/**
 * Whether whoever reports has as many posts waiting for moderators as are believed without a look, counted apart for patient details
 * (but for what one let stand) and for the rest. Visitors count as one: nothing tells them apart that one could not have a thousand of.
 * The lock counts one hand's reports at the same moment one after the other. Under a page that was taken down nobody reads a post, and
 * nobody can look at it.
 */
export async function isOneOfMany(ctx: Ctx, isUrgent: boolean): Promise<boolean> {
  const reporter = personIdOf(ctx.actor);
  await lockByName(ctx, `forum-reports:${reporter ?? "visitors"}`);
  const { postId, reporterId, reason, decidedAt } = forumReports;
  const [waiting] = await ctx.db
    .select({ posts: sql<number>`count(distinct ${postId})::int` })
    .from(forumReports)
    .innerJoin(forumPosts, eq(forumPosts.id, postId))
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .leftJoin(...pageOfTopic)
    .where(
      and(
        topicStands(ctx),
        sql`${reporterId} is not distinct from ${reporter}`,
        (isUrgent ? eq : ne)(reason, "patient-details"),
        isNull(decidedAt),
        isUrgent ? not(isLetStand) : undefined,
      ),
    );
  return waiting!.posts >= MOST_AT_ONCE;
}

/** What a moderator let stand is silenced by no further report of it. */
const isLetStand = sql`(${forumPosts.hiddenAt} is null and exists (select from ${forumReports} looked
  where looked.post_id = ${forumPosts.id} and looked.reason = 'patient-details' and looked.stood is not null))`;

/** So many reports of one post by visitors, who all count as one, does a moderator read: of patients' details, and as many of the rest. */
const MOST_OF_VISITORS = 10;

/** Whether visitors have said so much of a post that a moderator would lose sight of the rest. What is graver than all before is heard. */
export const isFullOfVisitors = (waiting: readonly OpenReport[], reason: Reason): boolean =>
  isHeardOfVisitors(waiting, reason) &&
  waiting.filter((report) => report.reporterId === null && isUrgent(report.reason) === isUrgent(reason)).length >= MOST_OF_VISITORS;

const isUrgent = (reason: Reason) => reason === "patient-details";

export type OpenReport = { id: string; reporterId: string | null; reason: Reason; details: string };

/** The reports for which a post waits for moderators already, the newest last. */
export function listOpenReports(ctx: Ctx, post: string): Promise<OpenReport[]> {
  const { id, postId, reporterId, reason, details, decidedAt } = forumReports;
  return ctx.db
    .select({ id, reporterId, reason, details })
    .from(forumReports)
    .where(and(eq(postId, post), isNull(decidedAt)))
    .orderBy(asc(id));
}

/**
 * Whether visitors said as much of a post already: they count as one hand here too, so no number of them keeps a moderator from letting
 * it stand.
 */
export const isHeardOfVisitors = (waiting: readonly OpenReport[], reason: Reason): boolean =>
  waiting.some((report) => report.reporterId === null && (report.reason === reason || report.reason === "patient-details"));
