import { and, eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { NewPoll } from "#db/schema/forum/polls";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { enqueue } from "#jobs/outbox.server";
import { getCategory } from "~/features/forum/categories/categories.queries.server";
import { findHeld, type Held, holdPost } from "~/features/forum/held/hold-post.server";
import { whyHeld } from "~/features/forum/held/why-held.server";
import { pollOfPost } from "~/features/forum/polls/polls.queries.server";
import { isSamePoll, pollTexts, preparePoll, storePoll } from "~/features/forum/polls/store-poll.server";
import type { SentBefore } from "~/features/forum/posts/add-reply.server";
import { writerOf } from "~/features/forum/posts/author.queries.server";
import { guardedPost } from "~/features/forum/posts/guarded-post";
import { insertPost, writtenBy } from "~/features/forum/posts/insert-post.server";
import { mentionsOf } from "~/features/forum/posts/mentions.queries.server";
import { type NamelessBlocker, namelessBlocker } from "~/features/forum/posts/nameless";
import { limitNewcomer } from "~/features/forum/posts/newcomer.server";
import { isSameText, unfoldText } from "~/features/forum/posts/quotes";
import { quotesOf } from "~/features/forum/posts/quotes.queries.server";
import { findTagIds, storeTags } from "~/features/forum/tags/tag-topic.server";
import type { TopicPlace } from "~/features/forum/types";
import { guardTexts } from "~/features/guard/guard-texts.server";
import { takeOwnTurn } from "~/features/people/persons.server";
import { type Ctx, type PersonId, personIdOf } from "~/lib/ctx";
import { SubmissionTakenError } from "~/lib/errors";
import { randomCode } from "~/lib/tokens.server";
import { inTransaction } from "~/lib/transaction.server";
import { type ReadersBlocker, readersBlocker, type VoiceBlocker, voiceBlocker } from "./topic.policy";
import type { NewTopicInput } from "./topic.schema";
import { postPath } from "./topic-address";

export type StartResult =
  | { ok: true; topic: TopicPlace & { title: string }; untold?: string[] }
  | { ok: false; reason: VoiceBlocker | ReadersBlocker | NamelessBlocker }
  | Held
  | SentBefore;

export async function startTopic(ctx: Ctx, input: NewTopicInput & { category: string }): Promise<StartResult> {
  return inTransaction(ctx, async (ctx) => {
    const category = await getCategory(ctx, input.category);

    const refusal = voiceBlocker(ctx.actor, category);
    const waits = refusal ? null : await findHeld(ctx, input);
    if (waits) return waits;
    const isNameless = input.nameless === "yes";
    const changed = refusal ?? readersBlocker(input.readers, category.readers) ?? namelessBlocker(isNameless, category.namelessAs);
    if (!refusal) await takeOwnTurn(ctx);
    // what was sent before stands
    const isSent = (await ctx.db.$count(forumTopics, eq(forumTopics.submissionId, input.submissionId))) > 0;
    if (changed && !isSent) return { ok: false, reason: changed };
    const { title, body, vouch, heard } = input;
    const poll = input.poll && !isSent ? preparePoll(ctx, input.poll) : null;
    const texts = { title, body, ...pollTexts(poll) };
    if (!isSent) await limitNewcomer(ctx, { body: Object.values({ body, ...pollTexts(poll) }).join("\n\n"), isNew: true, isTopic: true });
    const why = isSent ? null : await whyHeld(ctx, { texts, heard, isNameless });
    const namelessAs = isNameless ? category.namelessAs : null;
    const tagIds = isSent ? [] : await findTagIds(ctx, input.tags ?? []);
    if (why) return holdPost(ctx, { ...input, poll, category, tagIds, scopeId: category.scopeId, namelessAs, why });

    const topic = await storeTopic(ctx, { ...category, namelessAs }, { ...input, tagIds, poll });
    if (!topic) return wasSent(input, await getSentTopic(ctx, category.id, input.submissionId));
    const thing = guardedPost({ code: topic.code, page: null, scopeId: category.scopeId }, 1);
    await guardTexts(ctx, { texts, vouch, thing, isNameless });
    return {
      ok: true,
      topic: { code: topic.code, title: topic.title, page: null },
      ...(topic.untold.length > 0 ? { untold: topic.untold } : {}),
    };
  });
}

type NewTopic = { title: string; body: string; submissionId: string; tagIds: readonly string[]; writerId?: PersonId; poll: NewPoll | null };
type NewPlace = { id: string; scopeId: string; namelessAs: string | null };

/** A topic with its first post; who watches its category is told. Null when this form was sent before. */
export async function storeTopic(ctx: Ctx, category: NewPlace, { title, tagIds, poll, ...post }: NewTopic) {
  const writerId = post.writerId ?? personIdOf(ctx.actor);
  const topic = await insertTopic(ctx, category, { title, submissionId: post.submissionId, writerId });
  if (!topic) return null;
  await storeTags(ctx, topic.id, tagIds);
  const { scopeId, namelessAs } = category;
  const { id: postId, untold } = await insertPost(ctx, { ...post, namelessAs, topicId: topic.id, scopeId, number: 1 });
  if (poll) await storePoll(ctx, postId, poll);
  await enqueue(ctx, "forum.notify-topic", { postId });
  return { ...topic, postId, untold };
}

/** Undefined when this form was sent before: the second of two at once waits here for the first. */
async function insertTopic(
  ctx: Ctx,
  { namelessAs, ...category }: NewPlace,
  { title, submissionId, writerId }: Pick<NewTopic, "title" | "submissionId"> & { writerId: PersonId | null },
) {
  const [topic] = await ctx.db
    .insert(forumTopics)
    .values({
      id: uuidv7(),
      code: randomCode(),
      categoryId: category.id,
      scopeId: category.scopeId,
      title,
      ...writtenBy(writerId, namelessAs),
      createdAt: ctx.now,
      lastPostNumber: 1,
      lastPostAt: ctx.now,
      lastPostBy: namelessAs === null ? writerId : null,
      lastNamelessAs: namelessAs,
      submissionId,
    })
    .onConflictDoNothing({ target: forumTopics.submissionId })
    .returning({ id: forumTopics.id, code: forumTopics.code, title: forumTopics.title });
  return topic;
}

/** The same form sent again leads to its topic; with another text it is told what stands there. */
function wasSent(input: NewTopicInput, sent: SentTopic): StartResult {
  const { code, title, isNameless } = sent;
  const text = unfoldText(sent.text, sent);
  const isSame = title === input.title && isSameText(sent, input.body) && isNameless === (input.nameless === "yes");
  if (isSame && isSamePoll(sent.poll, input.poll)) return { ok: true, topic: { code, title, page: null } };
  const post = { topic: { code, page: null }, number: 1 };
  return { ok: false, reason: "sent-before", path: postPath(post), text: text === "" ? text : `${title}\n\n${text}` };
}

type SentTopic = Awaited<ReturnType<typeof getSentTopic>>;

async function getSentTopic(ctx: Ctx, categoryId: string, submissionId: string) {
  const [topic] = await ctx.db
    .select({
      code: forumTopics.code,
      title: forumTopics.title,
      text: forumPosts.bodyMarkdown,
      writerId: writerOf(forumTopics),
      isNameless: sql<boolean>`${forumTopics.namelessAs} is not null`,
      quotes: quotesOf(ctx),
      mentions: mentionsOf(ctx, forumPosts.id),
      poll: pollOfPost(ctx),
    })
    .from(forumTopics)
    .innerJoin(forumPosts, and(eq(forumPosts.topicId, forumTopics.id), eq(forumPosts.number, 1)))
    .where(and(eq(forumTopics.submissionId, submissionId), eq(forumTopics.categoryId, categoryId)));
  if (!topic || topic.writerId !== personIdOf(ctx.actor)) throw new SubmissionTakenError();
  return topic;
}
