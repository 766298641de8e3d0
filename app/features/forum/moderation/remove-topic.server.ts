import { eq } from "drizzle-orm";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { forgetDraftsBelow } from "~/features/drafts/save-draft.server";
import { closeReports } from "~/features/forum/reports/close-reports.server";
import { REMOVED_TITLES } from "~/features/forum/topics/removed-title";
import { actsPath } from "~/features/forum/topics/topic-address";
import { moderationCause } from "~/features/forum/watching/causes";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { keepOriginal } from "./keep-original.server";
import { moderationNotice } from "./moderation-notice.mail.server";
import { tellWhoWrote } from "./tell-who-wrote.server";
import { getWholeTopic } from "./topic-to-moderate.server";

export type TopicRemovalResult = { ok: true; category: string | null } | { ok: false; reason: "why-missing" };

/**
 * A moderator removes a topic with all that stands in it, from every list and address. Its texts stay, unseen, until this is undone or its
 * time is over (`expireModerations`). @throws NotFoundError, ForbiddenError
 */
export async function removeTopic(
  ctx: Ctx,
  { topic: code, why, cleanUpId }: { topic: string; why: string; cleanUpId?: string },
): Promise<TopicRemovalResult> {
  return inTransaction(ctx, async (ctx) => {
    const { topic, post } = await getWholeTopic(ctx, code);
    if (!why) return { ok: false, reason: "why-missing" };

    const moderationId = await keepOriginal(ctx, { post, kind: "topic-removed", why, title: topic.title, cleanUpId });
    const whole = { moderationId, topicId: topic.id, postId: post.id, writerId: post.writerId };
    await tellWhoWrote(ctx, whole, moderationNotice, moderationCause(moderationId));
    const posts = await ctx.db
      .select({ id: forumPosts.id, number: forumPosts.number })
      .from(forumPosts)
      .where(eq(forumPosts.topicId, topic.id));
    await closeReports(
      ctx,
      posts.map(({ id }) => id),
      "topic-removed",
      { tells: !cleanUpId },
    );
    await hideTopic(ctx, topic.id, "moderator");
    await forgetDraftsBelow(
      ctx,
      posts.map(({ number }) => actsPath({ topic: code, number })),
    );
    return { ok: true, category: topic.category };
  });
}

/** Nobody finds a topic any more. */
export const hideTopic = async (ctx: Ctx, id: string, removedBy: "author" | "moderator"): Promise<void> =>
  void (await ctx.db.update(forumTopics).set({ removedAt: ctx.now, removedBy }).where(eq(forumTopics.id, id)));

/** The title goes with the first post: it may say as much. */
export const hideTitle = async (ctx: Ctx, id: string, by: "author" | "moderator"): Promise<void> =>
  void (await ctx.db
    .update(forumTopics)
    .set({ title: REMOVED_TITLES[by], retitledAt: ctx.now, retitledBy: by })
    .where(eq(forumTopics.id, id)));
