import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import { forumReports } from "#db/schema/forum/moderation";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { recordEntry } from "~/features/audit/record-entry.server";
import { pagePlace } from "~/features/content/pages/page-place.server";
import { demandModerator } from "~/features/forum/moderation/demand-moderator";
import { pollAsked } from "~/features/forum/polls/polls.queries.server";
import { author, joinedAuthor } from "~/features/forum/posts/author.queries.server";
import { isAuthor } from "~/features/forum/posts/post.policy";
import { getPost, type PostAddress } from "~/features/forum/posts/posts.queries.server";
import { pageOfTopic, readableTopic, topicColumns } from "~/features/forum/topics/topic-place.queries.server";
import { scopeOf } from "~/features/permissions/scope.server";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { reportedVersion } from "./close-reports.server";
import { listOpenReports } from "./report-brake.server";

/** As many as one page shows; what comes after them moves up as moderators decide. */
const MOST_WAITING = 100;

/**
 * Reported posts that nobody looked at yet, in what this moderator may read: patients' details first, then what members told, whom
 * nobody can pretend to be by the hundred, then the oldest.
 * @throws ForbiddenError
 */
export async function listReports(ctx: Ctx) {
  demandModerator(ctx);
  const patients = sql<boolean>`bool_or(${forumReports.reason} = 'patient-details')`;
  const isTold = sql`bool_or(${forumReports.reporterId} is not null)`;
  const oldest = sql<Date>`min(${forumReports.at})`.mapWith(forumReports.at);
  return ctx.db
    .select({
      topic: topicColumns,
      number: forumPosts.number,
      author: author.name,
      isHidden: sql<boolean>`${forumPosts.hiddenAt} is not null`,
      reports: sql<number>`count(*)::int`,
      patients,
      reasons: sql<(typeof forumReports.$inferSelect)["reason"][]>`array_agg(distinct ${forumReports.reason})`,
      oldest,
    })
    .from(forumReports)
    .innerJoin(forumPosts, eq(forumPosts.id, forumReports.postId))
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .leftJoin(...pageOfTopic)
    .leftJoin(...author.of(forumPosts.authorId))
    .where(and(isNull(forumReports.decidedAt), readableTopic(ctx)))
    .groupBy(forumPosts.id, forumTopics.id, pagePlace.id, author.id)
    .orderBy(desc(patients), desc(isTold), asc(oldest))
    .limit(MOST_WAITING);
}

/** For the task list of staff. @throws ForbiddenError */
export async function countWaitingReports(ctx: Ctx): Promise<{ count: number; oldest: Date | null }> {
  const waiting = await listReports(ctx);
  const [oldest] = waiting.map((report) => report.oldest).sort((a, b) => a.getTime() - b.getTime());
  return { count: waiting.length, oldest: oldest ?? null };
}

/**
 * A reported post with what was said of it, for a moderator. The look is written down, and its author sees it.
 * @throws ForbiddenError, NotFoundError
 */
export async function openReports(ctx: Ctx, address: PostAddress) {
  demandModerator(ctx);
  return inTransaction(ctx, async (ctx) => {
    const post = await getPost(ctx, address);
    const reporter = joinedAuthor("reporter");
    const found = await ctx.db
      .select({
        ref: author.ref,
        poll: pollAsked,
        reason: forumReports.reason,
        details: forumReports.details,
        at: forumReports.at,
        decision: forumReports.decision,
        reporter: sql<string | null>`case when ${forumReports.reporterId} is not null then ${reporter.name} end`,
      })
      .from(forumReports)
      .innerJoin(forumPosts, eq(forumPosts.id, forumReports.postId))
      .leftJoin(...author.of(forumPosts.authorId))
      .leftJoin(...reporter.of(forumReports.reporterId))
      .where(eq(forumReports.postId, post.id))
      // what waits, the gravest and what members told before the rest
      .orderBy(
        asc(sql`${forumReports.decidedAt} is not null`),
        desc(sql`${forumReports.reason} = 'patient-details'`),
        desc(sql`${forumReports.reporterId} is not null`),
        desc(forumReports.at),
      )
      .limit(MOST_WAITING);
    if (!found[0]) throw new NotFoundError("report");
    const reports = found.map(({ ref: _, poll: _poll, ...report }) => report);
    await recordEntry(ctx, {
      class: "access",
      action: "report.opened",
      objectKind: "post",
      objectId: post.id,
      subjectId: post.authorId,
      purpose: "moderation",
    });
    const isOwn = isAuthor(ctx.actor, post);
    const { topic, number, author: writer, bodyHtml, isHidden, isRemoved, fullTitle: title } = post;
    return {
      seen: reportedVersion(post, await listOpenReports(ctx, post.id)),
      topic,
      title,
      number,
      author: writer.name,
      ref: isOwn ? null : found[0].ref,
      bodyHtml,
      poll: found[0].poll,
      isHidden,
      isRemoved,
      isOwn,
      // also where its author is a moderator they do not learn who it was
      reports: isOwn ? reports.map((report) => ({ ...report, reporter: null, details: "" })) : reports,
    };
  });
}
