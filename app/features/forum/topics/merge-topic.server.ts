import { and, eq, inArray, isNotNull } from "drizzle-orm";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { moveDrafts } from "~/features/drafts/save-draft.server";
import { keepOriginal } from "~/features/forum/moderation/keep-original.server";
import { moderationNotice } from "~/features/forum/moderation/moderation-notice.mail.server";
import { tellNewModerators } from "~/features/forum/moderation/tell-moderators.server";
import { tellWhoWrote } from "~/features/forum/moderation/tell-who-wrote.server";
import { getWholeTopic } from "~/features/forum/moderation/topic-to-moderate.server";
import { moderationCause } from "~/features/forum/watching/causes";
import { moveNearMisses } from "~/features/guard/move-near-misses.server";
import { isWithin } from "~/features/permissions/audience.policy";
import { lockScopes } from "~/features/permissions/change-scope.server";
import { getReadership } from "~/features/permissions/scopes.server";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { lockTopics } from "./lock-topics.server";
import { movePosts } from "./move-posts.server";
import type { MergeBlocker } from "./topic.policy";
import { topicAddress } from "./topic-address";
import { findTopicForUpdate } from "./topics.queries.server";

export type MergeResult = { ok: true; into: { code: string; title: string } } | { ok: false; reason: MergeBlocker };

/**
 * A moderator puts all posts of a topic at the end of another one that no more people read. Its address and numbers lead there from then
 * on. Who began it is told why and can appeal; who wrote in it, that it was. @throws NotFoundError, ForbiddenError
 */
export async function mergeTopic(ctx: Ctx, input: { topic: string; into: string; why: string }): Promise<MergeResult> {
  return inTransaction(ctx, async (ctx) => {
    await lockTopics(ctx, inArray(forumTopics.code, [input.topic, input.into]));
    const { topic, post } = await getWholeTopic(ctx, input.topic);
    const into = await findTopicForUpdate(ctx, { code: input.into });
    if (!into || into.page !== null) return { ok: false, reason: "no-topic" };
    if (into.id === topic.id) return { ok: false, reason: "itself" };
    if (!input.why) return { ok: false, reason: "why-missing" };
    if (post.number > 1) return { ok: false, reason: "no-question" };
    await lockScopes(ctx);
    const readership = await getReadership(ctx, topic.scopeId);
    if (!isWithin(await getReadership(ctx, into.scopeId), readership)) return { ok: false, reason: "wider" };
    const isHidden = and(eq(forumPosts.topicId, topic.id), isNotNull(forumPosts.hiddenAt));
    if ((await ctx.db.$count(forumPosts, isHidden)) > 0) return { ok: false, reason: "hidden" };

    const actId = await keepOriginal(ctx, { post, kind: "topic-merged", why: input.why, from: { readership } });
    await tellWhoWrote(
      ctx,
      { moderationId: actId, topicId: topic.id, postId: post.id, writerId: post.writerId },
      moderationNotice,
      moderationCause(actId),
      false,
    );
    await movePosts(ctx, actId, topic, { ...into, last: into.lastPostNumber });
    await ctx.db
      .update(forumTopics)
      .set({ removedAt: ctx.now, removedBy: "merged", mergedIntoId: into.id })
      .where(eq(forumTopics.id, topic.id));
    await moveNearMisses(ctx, topicAddress(topic.code), into.scopeId);
    await tellNewModerators(ctx, { topicId: into.id, scopeId: into.scopeId });
    await moveDrafts(ctx, `${topicAddress(topic.code)}/replies`, `${topicAddress(into.code)}/replies`);
    return { ok: true, into };
  });
}
