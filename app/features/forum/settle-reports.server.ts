import { and, desc, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import { forumPosts, forumReports, forumTopics } from "#db/schema/forum";
import { enqueue } from "#jobs/outbox.server";
import { recordEntry } from "~/features/audit/record-entry.server";
import { notify } from "~/features/mail/notify.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { ForbiddenError, NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { lookedAtCause, outcomeCause } from "./causes";
import { isAuthor, type StandBlocker } from "./post.policy";
import { findPostForUpdate, type PostAddress } from "./posts.queries.server";
import { listOpenReasons } from "./report-brake.server";
import { getTopicToModerate } from "./topic-to-moderate.server";

export type Outcome = "stands" | "edited" | "removed";

/**
 * A moderator looked at what was reported, and lets it stand. `seen`: the version that they looked at; what its author changed meanwhile, and
 * what another moderator decided, they see first. @throws NotFoundError, ForbiddenError for one's own post
 */
export async function letStand(ctx: Ctx, { seen, ...address }: PostAddress & { seen: string }): Promise<StandBlocker | null> {
  return inTransaction(ctx, async (ctx) => {
    await getTopicToModerate(ctx, address.topic);
    const post = await findPostForUpdate(ctx, address);
    if (!post) throw new NotFoundError("post");
    if (isAuthor(ctx.actor, post)) throw new ForbiddenError("own-post");
    if ((await listOpenReasons(ctx, post.id)).length === 0) return "decided";
    if (seen !== reportedVersion(post)) return "changed";
    await settleReports(ctx, [post.id], "stands");
    return null;
  });
}

/** Which text of a post, and title where it is the first, a moderator has before them. */
export const reportedVersion = ({ number, editedAt, retitledAt }: { number: number; editedAt: Date | null; retitledAt: Date | null }) =>
  [editedAt, number === 1 ? retitledAt : null].map((at) => at?.getTime() ?? 0).join("-");

/**
 * What became of posts, for the open reports of them: reporters are told, what was hidden is shown again where it stands. In a topic that went as a
 * whole nobody looked at the answers: they stay hidden (`reopenReports`). The topic is locked.
 */
export async function settleReports(ctx: Ctx, postIds: string[], decision: Outcome | "topic-removed"): Promise<void> {
  const isWhole = decision === "topic-removed";
  const outcome = isWhole ? "removed" : decision;
  const settled = await ctx.db
    .update(forumReports)
    .set({ decision: outcome, decidedAt: ctx.now, decidedBy: personIdOf(ctx.actor) })
    .where(and(inArray(forumReports.postId, postIds), isNull(forumReports.decidedAt)))
    .returning({ id: forumReports.id, postId: forumReports.postId, reporterId: forumReports.reporterId });
  if (settled.length === 0) return;

  const shown = await ctx.db
    .update(forumPosts)
    .set({ hiddenAt: null })
    .where(and(inArray(forumPosts.id, postIds), isNotNull(forumPosts.hiddenAt), isWhole ? eq(forumPosts.number, 1) : undefined))
    .returning({ id: forumPosts.id, number: forumPosts.number, topicId: forumPosts.topicId });
  for (const { id, number, topicId } of shown) {
    if (number === 1) await ctx.db.update(forumTopics).set({ hiddenAt: null }).where(eq(forumTopics.id, topicId));
    // who watches was told of nothing while it was hidden
    else if (outcome !== "removed") await enqueue(ctx, "forum.notify-reply", { postId: id });
  }
  for (const { id, postId, reporterId } of settled)
    if (reporterId)
      await notify(ctx, [reporterId], {
        kind: "report-outcome",
        cause: outcomeCause(id),
        mail: true,
        args: { reportId: id, postId },
      });
  for (const postId of new Set(settled.map((report) => report.postId)))
    await tellAuthor(ctx, postId, settled.find((report) => report.postId === postId)!.id, outcome);
}

/** A topic comes back: what in it is still hidden waits for a moderator again, by the latest report of each post. */
export async function reopenReports(ctx: Ctx, topic: string): Promise<void> {
  const { id, postId, reason } = forumReports;
  const latest = ctx.db
    .selectDistinctOn([postId], { id })
    .from(forumReports)
    .innerJoin(forumPosts, eq(forumPosts.id, postId))
    .where(and(eq(forumPosts.topicId, topic), isNotNull(forumPosts.hiddenAt), eq(reason, "patient-details")))
    .orderBy(postId, desc(id));
  await ctx.db.update(forumReports).set({ decision: null, decidedAt: null, decidedBy: null }).where(inArray(id, latest));
}

/** Of a removal or an edit they are told by the act itself. */
async function tellAuthor(ctx: Ctx, postId: string, reportId: string, decision: Outcome): Promise<void> {
  const [post] = await ctx.db.select({ authorId: forumPosts.authorId }).from(forumPosts).where(eq(forumPosts.id, postId));
  await recordEntry(ctx, { class: "act", action: `report.${decision}`, objectKind: "post", objectId: postId, subjectId: post?.authorId });
  if (decision === "stands" && post?.authorId)
    await notify(ctx, [post.authorId], {
      kind: "post-looked-at",
      cause: lookedAtCause(reportId),
      mail: true,
      args: { reportId, postId },
    });
}
