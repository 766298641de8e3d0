import { eq, sql } from "drizzle-orm";
import type { NewPoll } from "#db/schema/forum/polls";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { enqueue } from "#jobs/outbox.server";
import { findHeld, type Held, holdPost } from "~/features/forum/held/hold-post.server";
import { whyHeld } from "~/features/forum/held/why-held.server";
import type { PollInput } from "~/features/forum/polls/poll.schema";
import { pollOfPost } from "~/features/forum/polls/polls.queries.server";
import { isSamePoll, pollTexts, preparePoll, storePoll } from "~/features/forum/polls/store-poll.server";
import { type ReplyBlocker, readersBlocker, replyBlocker } from "~/features/forum/topics/topic.policy";
import { postPath } from "~/features/forum/topics/topic-address";
import type { TopicForUpdate } from "~/features/forum/topics/topics.queries.server";
import type { PostPlace } from "~/features/forum/types";
import { guardTexts } from "~/features/guard/guard-texts.server";
import { type Ctx, type PersonId, personIdOf } from "~/lib/ctx";
import { SubmissionTakenError } from "~/lib/errors";
import { writerOf } from "./author.queries.server";
import { guardedPost } from "./guarded-post";
import { insertPost, type NewPost } from "./insert-post.server";
import { mentionsOf } from "./mentions.queries.server";
import { namelessBlocker } from "./nameless";
import { labelFor } from "./nameless-label.server";
import { limitNewcomer } from "./newcomer.server";
import { isSameText, unfoldText } from "./quotes";
import { quotesOf } from "./quotes.queries.server";
import type { ReplyInput } from "./reply.schema";

/** What an earlier sending of the same form stored, where this one says something else. */
export type SentBefore = { ok: false; reason: "sent-before"; path: string; text: string };

/** `untold`: what was typed like a mention and is none. */
export type ReplyResult = { ok: true; post: PostPlace; untold?: string[] } | { ok: false; reason: ReplyBlocker } | Held | SentBefore;

/** A reply, with what it asks if it has a poll. */
export type PolledReply = ReplyInput & { poll?: PollInput | null };

/**
 * Writes the next post of a topic whose row is locked, after its writer's (`takeOwnTurn`), and has its watchers told. The same form sent
 * twice with one text makes one post, and says so also where the topic was closed since.
 */
export async function addReply(ctx: Ctx, topic: TopicForUpdate, input: PolledReply & { byMail?: boolean }): Promise<ReplyResult> {
  const sent = await findSent(ctx, topic, input.submissionId);
  const waits = sent ? null : await findHeld(ctx, input);
  if (waits) return waits;
  const place = (number: number): PostPlace => ({ topic: { code: topic.code, page: topic.page }, number });
  const isNameless = input.nameless === "yes";
  if (sent && (sent.isNameless !== isNameless || !isSameText(sent, input.body) || !isSamePoll(sent.poll, input.poll)))
    return { ok: false, reason: "sent-before", path: postPath(place(sent.number)), text: unfoldText(sent.text, sent) };
  if (sent) return { ok: true, post: place(sent.number) };
  const reason =
    replyBlocker(ctx.actor, topic) ?? readersBlocker(input.readers, topic.readers) ?? namelessBlocker(isNameless, topic.namelessAs);
  if (reason) return { ok: false, reason };

  const { body, vouch, heard } = input;
  const namelessAs = isNameless ? topic.namelessAs : null;
  const poll = input.poll ? preparePoll(ctx, input.poll) : null;
  const texts = { body, ...pollTexts(poll) };
  await limitNewcomer(ctx, { body: Object.values(texts).join("\n\n"), isNew: true });
  const why = await whyHeld(ctx, { texts, heard, isNameless });
  if (why) return holdPost(ctx, { ...input, poll, topic, scopeId: topic.scopeId, namelessAs, why });
  const { number, untold } = await storeReply(ctx, topic, { ...input, poll, namelessAs });
  await guardTexts(ctx, { texts, vouch, thing: guardedPost(topic, number), isNameless });
  return { ok: true, post: place(number), ...(untold.length > 0 ? { untold } : {}) };
}

type NewReply = Omit<NewPost, "topicId" | "scopeId" | "number"> & { poll?: NewPoll | null };

/** The next post of a topic whose row is locked; its watchers are told. `namelessAs`: what the category says in place of a name. */
export async function storeReply(ctx: Ctx, topic: TopicForUpdate, { poll, ...post }: NewReply) {
  const writerId = post.writerId ?? personIdOf(ctx.actor);
  const namelessAs = post.namelessAs === null ? null : await labelFor(ctx, topic.id, post.namelessAs, writerId);
  const stored = await insertPost(ctx, {
    ...post,
    namelessAs,
    topicId: topic.id,
    scopeId: topic.scopeId,
    number: topic.lastPostNumber + 1,
  });
  if (poll) await storePoll(ctx, stored.id, poll);
  await Promise.all([
    moveTopicUp(ctx, topic, { number: stored.number, writerId, namelessAs }),
    enqueue(ctx, "forum.notify-reply", { postId: stored.id }),
  ]);
  return stored;
}

/** The topic's lock is held: the same form sent twice at once finds the post that the first one made. */
async function findSent(ctx: Ctx, topic: TopicForUpdate, submissionId: string) {
  const isSent = eq(forumPosts.submissionId, submissionId);
  // what it says and quotes is a large question, and of hardly any reply one that matters
  if (!(await ctx.db.select({ number: forumPosts.number }).from(forumPosts).where(isSent).limit(1)).length) return;
  const [sent] = await ctx.db
    .select({
      number: forumPosts.number,
      text: forumPosts.bodyMarkdown,
      topicId: forumPosts.topicId,
      writerId: writerOf(forumPosts),
      isNameless: sql<boolean>`${forumPosts.namelessAs} is not null`,
      quotes: quotesOf(ctx),
      mentions: mentionsOf(ctx, forumPosts.id),
      poll: pollOfPost(ctx),
    })
    .from(forumPosts)
    .where(isSent);
  if (sent && (sent.topicId !== topic.id || sent.writerId !== personIdOf(ctx.actor))) throw new SubmissionTakenError();
  return sent;
}

type Latest = { number: number; writerId: PersonId | null; namelessAs: string | null };

async function moveTopicUp(ctx: Ctx, topic: TopicForUpdate, { number, writerId, namelessAs }: Latest): Promise<void> {
  await ctx.db
    .update(forumTopics)
    .set({
      lastPostNumber: number,
      lastPostAt: ctx.now,
      lastPostBy: namelessAs === null ? writerId : null,
      lastNamelessAs: namelessAs,
    })
    .where(eq(forumTopics.id, topic.id));
}
