import { eq } from "drizzle-orm";
import { forumTopics } from "#db/schema/forum/topics";
import { getCategory } from "~/features/forum/categories/categories.queries.server";
import { tellNewModeratorsOfHeld } from "~/features/forum/held/tell-of-held.server";
import { keepOriginal } from "~/features/forum/moderation/keep-original.server";
import { moderationNotice } from "~/features/forum/moderation/moderation-notice.mail.server";
import { tellNewModerators } from "~/features/forum/moderation/tell-moderators.server";
import { tellWhoWrote } from "~/features/forum/moderation/tell-who-wrote.server";
import { getWholeTopic } from "~/features/forum/moderation/topic-to-moderate.server";
import type { Readers } from "~/features/forum/types";
import { moderationCause } from "~/features/forum/watching/causes";
import { moveNearMisses } from "~/features/guard/move-near-misses.server";
import { isWithin } from "~/features/permissions/audience.policy";
import { lockScopes } from "~/features/permissions/change-scope.server";
import { getReadership } from "~/features/permissions/scopes.server";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import type { MoveInput } from "./topic.schema";
import { topicAddress } from "./topic-address";

export type MoveResult =
  | { ok: true; category: { name: string }; isWider: boolean }
  | { ok: false; reason: "there-already" }
  | { ok: false; reason: "why-missing" }
  /** What was written for fewer people is shown to more only where that is meant. */
  | { ok: false; reason: "wider"; category: { name: string; readers: Readers } };

/**
 * A moderator moves a topic to another category, whose readers are its readers from then on, everywhere. Who began it is told and can
 * appeal; where more people may read it than before, so is everybody who wrote in it. @throws NotFoundError, ForbiddenError
 */
export async function moveTopic(ctx: Ctx, { topic: code, category: slug, why, widen }: MoveInput & { topic: string }): Promise<MoveResult> {
  return inTransaction(ctx, async (ctx) => {
    const { topic, post } = await getWholeTopic(ctx, code);
    // neither place gets other readers until this is done
    await lockScopes(ctx);
    const category = await getCategory(ctx, slug);
    if (topic.category === slug) return { ok: false, reason: "there-already" };
    if (!why) return { ok: false, reason: "why-missing" };
    const readership = await getReadership(ctx, topic.scopeId);
    const isWider = !isWithin(await getReadership(ctx, category.scopeId), readership);
    if (isWider && !widen) return { ok: false, reason: "wider", category };

    const moderationId = await keepOriginal(ctx, { post, kind: "topic-moved", why, from: { readership, categoryId: topic.categoryId! } });
    await putTopic(ctx, topic, category);
    const whole = { moderationId, topicId: topic.id, postId: post.id, writerId: post.writerId, evenRemoved: true };
    if (isWider) await tellWhoWrote(ctx, whole, moderationNotice, moderationCause(moderationId));
    return { ok: true, category, isWider };
  });
}

/** It stands in a category from now on, and so does what is told of it. */
export async function putTopic(ctx: Ctx, topic: { id: string; code: string }, category: { id: string; scopeId: string }): Promise<void> {
  const { id: categoryId, scopeId } = category;
  await ctx.db.update(forumTopics).set({ categoryId, scopeId }).where(eq(forumTopics.id, topic.id));
  await moveNearMisses(ctx, topicAddress(topic.code), scopeId);
  await tellNewModerators(ctx, { topicId: topic.id, scopeId });
  await tellNewModeratorsOfHeld(ctx, { topicId: topic.id, scopeId });
}
