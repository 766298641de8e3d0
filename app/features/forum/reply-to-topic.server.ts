import { eq } from "drizzle-orm";
import { forumPosts, forumTopics } from "#db/schema/forum";
import { enqueue } from "#jobs/outbox.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { ConflictError, NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { insertPost } from "./insert-post.server";
import type { ReplyInput } from "./reply.schema";
import { type ReplyBlocker, replyBlocker } from "./topic.policy";
import { findTopicForUpdate, type TopicForUpdate } from "./topics.queries.server";

export type ReplyResult = { ok: true; topic: string; number: number } | { ok: false; reason: ReplyBlocker };

export async function replyToTopic(ctx: Ctx, input: ReplyInput & { topic: string }): Promise<ReplyResult> {
  return inTransaction(ctx, async (ctx) => {
    const topic = await findTopicForUpdate(ctx, input.topic);
    if (!topic) throw new NotFoundError("topic");

    const reason = replyBlocker(ctx.actor, topic);
    if (reason) return { ok: false, reason };

    const post = await insertReply(ctx, topic, input);
    if (post.isNew) {
      await moveTopicUp(ctx, topic, post.number);
      await enqueue(ctx, "forum.notify-reply", { postId: post.id });
    }
    return { ok: true, topic: topic.code, number: post.number };
  });
}

/** The topic's lock is held: the same form sent twice at once finds the post that the first one made. */
async function insertReply(ctx: Ctx, topic: TopicForUpdate, { body, submissionId }: ReplyInput) {
  const [sent] = await ctx.db
    .select({ id: forumPosts.id, number: forumPosts.number, topicId: forumPosts.topicId, authorId: forumPosts.authorId })
    .from(forumPosts)
    .where(eq(forumPosts.submissionId, submissionId));
  if (!sent)
    return { ...(await insertPost(ctx, { topicId: topic.id, number: topic.lastPostNumber + 1, body, submissionId })), isNew: true };

  if (sent.topicId !== topic.id || sent.authorId !== personIdOf(ctx.actor)) throw new ConflictError("post");
  return { id: sent.id, number: sent.number, isNew: false };
}

async function moveTopicUp(ctx: Ctx, topic: TopicForUpdate, number: number): Promise<void> {
  await ctx.db
    .update(forumTopics)
    .set({ lastPostNumber: number, lastPostAt: ctx.now, lastPostBy: personIdOf(ctx.actor) })
    .where(eq(forumTopics.id, topic.id));
}
