import { eq } from "drizzle-orm";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { enqueue } from "#jobs/outbox.server";
import { type ReplyBlocker, readersBlocker, replyBlocker } from "~/features/forum/topics/topic.policy";
import type { TopicForUpdate } from "~/features/forum/topics/topics.queries.server";
import type { PostPlace } from "~/features/forum/types";
import { guardTexts } from "~/features/guard/guard-texts.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { SubmissionTakenError } from "~/lib/errors";
import { guardedPost } from "./guarded-post";
import { insertPost } from "./insert-post.server";
import { limitNewcomer } from "./newcomer.server";
import { joinQuotes, splitQuotes, unfoldQuotes } from "./quotes";
import { quotesOf } from "./quotes.queries.server";
import type { ReplyInput } from "./reply.schema";

/** What an earlier sending of the same form stored, where this one says something else. */
export type SentBefore = { ok: false; reason: "sent-before"; post: PostPlace; text: string };

export type ReplyResult = { ok: true; post: PostPlace } | { ok: false; reason: ReplyBlocker } | SentBefore;

/**
 * Writes the next post of a topic whose row is locked, after its writer's (`takeOwnTurn`), and has its watchers told. The same form sent
 * twice with one text makes one post, and says so also where the topic was closed since.
 */
export async function addReply(ctx: Ctx, topic: TopicForUpdate, input: ReplyInput): Promise<ReplyResult> {
  const sent = await findSent(ctx, topic, input.submissionId);
  const place = (number: number): PostPlace => ({ topic: { code: topic.code, page: topic.page }, number });
  if (sent && unfoldQuotes(sent.text, sent.quotes, { all: true }) !== joinQuotes(splitQuotes(input.body)))
    return { ok: false, reason: "sent-before", post: place(sent.number), text: unfoldQuotes(sent.text, sent.quotes) };
  if (sent) return { ok: true, post: place(sent.number) };
  const reason = replyBlocker(ctx.actor, topic) ?? readersBlocker(input.readers, topic.readers);
  if (reason) return { ok: false, reason };

  await limitNewcomer(ctx, { body: input.body, isNew: true });
  const { id, number } = await insertPost(ctx, { topicId: topic.id, number: topic.lastPostNumber + 1, ...input });
  const { body, vouch } = input;
  await guardTexts(ctx, { texts: { body }, vouch, thing: guardedPost(topic, number) });
  await moveTopicUp(ctx, topic, number);
  await enqueue(ctx, "forum.notify-reply", { postId: id });
  return { ok: true, post: place(number) };
}

/** The topic's lock is held: the same form sent twice at once finds the post that the first one made. */
async function findSent(ctx: Ctx, topic: TopicForUpdate, submissionId: string) {
  const [sent] = await ctx.db
    .select({
      number: forumPosts.number,
      text: forumPosts.bodyMarkdown,
      topicId: forumPosts.topicId,
      authorId: forumPosts.authorId,
      quotes: quotesOf(ctx),
    })
    .from(forumPosts)
    .where(eq(forumPosts.submissionId, submissionId));
  if (sent && (sent.topicId !== topic.id || sent.authorId !== personIdOf(ctx.actor))) throw new SubmissionTakenError();
  return sent;
}

async function moveTopicUp(ctx: Ctx, topic: TopicForUpdate, number: number): Promise<void> {
  await ctx.db
    .update(forumTopics)
    .set({ lastPostNumber: number, lastPostAt: ctx.now, lastPostBy: personIdOf(ctx.actor) })
    .where(eq(forumTopics.id, topic.id));
}
