import { and, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { enqueue } from "#jobs/outbox.server";
import { getCategory } from "~/features/forum/categories/categories.queries.server";
import type { SentBefore } from "~/features/forum/posts/add-reply.server";
import { guardedPost } from "~/features/forum/posts/guarded-post";
import { insertPost } from "~/features/forum/posts/insert-post.server";
import { limitNewcomer } from "~/features/forum/posts/newcomer.server";
import type { TopicPlace } from "~/features/forum/types";
import { guardTexts } from "~/features/guard/guard-texts.server";
import { takeOwnTurn } from "~/features/people/persons.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { SubmissionTakenError } from "~/lib/errors";
import { randomCode } from "~/lib/tokens.server";
import { inTransaction } from "~/lib/transaction.server";
import { type ReadersBlocker, readersBlocker, type VoiceBlocker, voiceBlocker } from "./topic.policy";
import type { NewTopicInput } from "./topic.schema";

export type StartResult =
  | { ok: true; topic: TopicPlace & { title: string } }
  | { ok: false; reason: VoiceBlocker | ReadersBlocker }
  | SentBefore;

export async function startTopic(ctx: Ctx, input: NewTopicInput & { category: string }): Promise<StartResult> {
  return inTransaction(ctx, async (ctx) => {
    const category = await getCategory(ctx, input.category);

    const changed = voiceBlocker(ctx.actor, category) ?? readersBlocker(input.readers, category.readers);
    // what was sent before stands
    if (changed && !(await ctx.db.$count(forumTopics, eq(forumTopics.submissionId, input.submissionId))))
      return { ok: false, reason: changed };

    await takeOwnTurn(ctx);
    const topic = await insertTopic(ctx, category, input);
    if (!topic) return wasSent(input, await getSentTopic(ctx, category.id, input.submissionId));

    await limitNewcomer(ctx, { body: input.body, isNew: true, isTopic: true });
    const { id: postId } = await insertPost(ctx, { topicId: topic.id, number: 1, body: input.body, submissionId: input.submissionId });
    const { title, body, vouch } = input;
    const thing = guardedPost({ code: topic.code, page: null, scopeId: category.scopeId }, 1);
    await guardTexts(ctx, { texts: { title, body }, vouch, thing });
    await enqueue(ctx, "forum.notify-topic", { postId });
    return { ok: true, topic: { code: topic.code, title: topic.title, page: null } };
  });
}

/** Undefined when this form was sent before: the second of two at once waits here for the first. */
async function insertTopic(ctx: Ctx, category: { id: string; scopeId: string }, { title, submissionId }: NewTopicInput) {
  const authorId = personIdOf(ctx.actor);
  const [topic] = await ctx.db
    .insert(forumTopics)
    .values({
      id: uuidv7(),
      code: randomCode(),
      categoryId: category.id,
      scopeId: category.scopeId,
      title,
      authorId,
      createdAt: ctx.now,
      lastPostNumber: 1,
      lastPostAt: ctx.now,
      lastPostBy: authorId,
      submissionId,
    })
    .onConflictDoNothing({ target: forumTopics.submissionId })
    .returning({ id: forumTopics.id, code: forumTopics.code, title: forumTopics.title });
  return topic;
}

/** The same form sent again leads to its topic; with another text it is told what stands there. */
function wasSent(input: NewTopicInput, { code, title, text }: { code: string; title: string; text: string }): StartResult {
  if (title === input.title && text === input.body) return { ok: true, topic: { code, title, page: null } };
  const post = { topic: { code, page: null }, number: 1 };
  return { ok: false, reason: "sent-before", post, text: text === "" ? text : `${title}\n\n${text}` };
}

async function getSentTopic(ctx: Ctx, categoryId: string, submissionId: string) {
  const [topic] = await ctx.db
    .select({ code: forumTopics.code, title: forumTopics.title, text: forumPosts.bodyMarkdown, authorId: forumTopics.authorId })
    .from(forumTopics)
    .innerJoin(forumPosts, and(eq(forumPosts.topicId, forumTopics.id), eq(forumPosts.number, 1)))
    .where(and(eq(forumTopics.submissionId, submissionId), eq(forumTopics.categoryId, categoryId)));
  if (!topic || topic.authorId !== personIdOf(ctx.actor)) throw new SubmissionTakenError();
  return topic;
}
