import { and, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import { forumPosts, forumReports, forumTopics } from "#db/schema/forum";
import { enqueue } from "#jobs/outbox.server";
import { recordEntry } from "~/features/audit/record-entry.server";
import { notify } from "~/features/mail/notify.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { ForbiddenError, NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { lookedAtCause, outcomeCause } from "./causes";
import { isAuthor } from "./post.policy";
import { findPostForUpdate, type PostAddress } from "./posts.queries.server";
import { getTopicToModerate } from "./topic-to-moderate.server";

export type Outcome = "stands" | "edited" | "removed";

/** A moderator looked at what was reported, and lets it stand. @throws NotFoundError, ForbiddenError for one's own post */
export async function letStand(ctx: Ctx, address: PostAddress): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await getTopicToModerate(ctx, address.topic);
    const post = await findPostForUpdate(ctx, address);
    if (!post) throw new NotFoundError("post");
    if (isAuthor(ctx.actor, post)) throw new ForbiddenError("own-post");
    await settleReports(ctx, [post.id], "stands");
  });
}

/** What became of posts, for the open reports of them: reporters are told, what was hidden is shown again where it stands. The topic is locked. */
export async function settleReports(ctx: Ctx, postIds: string[], decision: Outcome): Promise<void> {
  const settled = await ctx.db
    .update(forumReports)
    .set({ decision, decidedAt: ctx.now, decidedBy: personIdOf(ctx.actor) })
    .where(and(inArray(forumReports.postId, postIds), isNull(forumReports.decidedAt)))
    .returning({ id: forumReports.id, postId: forumReports.postId, reporterId: forumReports.reporterId });
  if (settled.length === 0) return;

  const shown = await ctx.db
    .update(forumPosts)
    .set({ hiddenAt: null })
    .where(and(inArray(forumPosts.id, postIds), isNotNull(forumPosts.hiddenAt)))
    .returning({ id: forumPosts.id, number: forumPosts.number, topicId: forumPosts.topicId });
  for (const { id, number, topicId } of shown) {
    if (number === 1) await ctx.db.update(forumTopics).set({ hiddenAt: null }).where(eq(forumTopics.id, topicId));
    // who watches was told of nothing while it was hidden
    else if (decision !== "removed") await enqueue(ctx, "forum.notify-reply", { postId: id });
  }
  for (const { id, postId, reporterId } of settled)
    if (reporterId)
      await notify(ctx, {
        personId: reporterId,
        kind: "report-outcome",
        cause: outcomeCause(id),
        mail: true,
        args: { reportId: id, postId },
      });
  for (const postId of new Set(settled.map((report) => report.postId)))
    await tellAuthor(ctx, postId, settled.find((report) => report.postId === postId)!.id, decision);
}

/** Of a removal or an edit they are told by the act itself. */
async function tellAuthor(ctx: Ctx, postId: string, reportId: string, decision: Outcome): Promise<void> {
  const [post] = await ctx.db.select({ authorId: forumPosts.authorId }).from(forumPosts).where(eq(forumPosts.id, postId));
  await recordEntry(ctx, { class: "act", action: `report.${decision}`, objectKind: "post", objectId: postId, subjectId: post?.authorId });
  if (decision === "stands" && post?.authorId)
    await notify(ctx, {
      personId: post.authorId,
      kind: "post-looked-at",
      cause: lookedAtCause(reportId),
      mail: true,
      args: { reportId, postId },
    });
}
