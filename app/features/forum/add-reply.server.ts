import { eq } from "drizzle-orm";
import { forumPosts, forumTopics } from "#db/schema/forum";
import { enqueue } from "#jobs/outbox.server";
import { guardTexts } from "~/features/guard/guard-texts.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { ConflictError } from "~/lib/errors";
import { guardedPost } from "./guarded-post";
import { insertPost } from "./insert-post.server";
import type { ReplyInput } from "./reply.schema";
import type { TopicForUpdate } from "./topics.queries.server";
import type { PostPlace } from "./types";

/** Writes the next post of a topic whose row is locked, and has its watchers told. The same form sent twice makes one post. */
export async function addReply(ctx: Ctx, topic: TopicForUpdate, input: ReplyInput): Promise<PostPlace> {
  const post = await insertReply(ctx, topic, input);
  if (post.isNew) {
    const { body, nobodys } = input;
    await guardTexts(ctx, { texts: { body }, nobodys, thing: guardedPost(topic, post.number) });
    await moveTopicUp(ctx, topic, post.number);
    await enqueue(ctx, "forum.notify-reply", { postId: post.id });
  }
  return { topic: { code: topic.code, page: topic.page }, number: post.number };
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
