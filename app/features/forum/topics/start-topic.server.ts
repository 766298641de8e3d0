import { and, eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { enqueue } from "#jobs/outbox.server";
import { getCategory } from "~/features/forum/categories/categories.queries.server";
import type { SentBefore } from "~/features/forum/posts/add-reply.server";
import { writerOf } from "~/features/forum/posts/author.queries.server";
import { guardedPost } from "~/features/forum/posts/guarded-post";
import { insertPost, writtenBy } from "~/features/forum/posts/insert-post.server";
import { type NamelessBlocker, namelessBlocker } from "~/features/forum/posts/nameless";
import type { TopicPlace } from "~/features/forum/types";
import { guardTexts } from "~/features/guard/guard-texts.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { SubmissionTakenError } from "~/lib/errors";
import { randomCode } from "~/lib/tokens.server";
import { inTransaction } from "~/lib/transaction.server";
import { type ReadersBlocker, readersBlocker, type WritingBlocker, writingBlocker } from "./topic.policy";
import type { NewTopicInput } from "./topic.schema";

export type StartResult =
  | { ok: true; topic: TopicPlace & { title: string } }
  | { ok: false; reason: WritingBlocker | ReadersBlocker | NamelessBlocker }
  | SentBefore;

export async function startTopic(ctx: Ctx, input: NewTopicInput & { category: string }): Promise<StartResult> {
  return inTransaction(ctx, async (ctx) => {
    const category = await getCategory(ctx, input.category);

    const reason = writingBlocker(ctx.actor);
    if (reason) return { ok: false, reason };

    const isNameless = input.nameless === "yes";
    const changed = readersBlocker(input.readers, category.readers) ?? namelessBlocker(isNameless, category.namelessAs);
    // what was sent before stands
    if (changed && !(await ctx.db.$count(forumTopics, eq(forumTopics.submissionId, input.submissionId))))
      return { ok: false, reason: changed };

    const namelessAs = isNameless ? category.namelessAs : null;
    const topic = await insertTopic(ctx, { ...category, namelessAs }, input);
    if (!topic) return wasSent(input, await getSentTopic(ctx, category.id, input.submissionId));

    const { id: postId } = await insertPost(ctx, {
      topicId: topic.id,
      number: 1,
      body: input.body,
      submissionId: input.submissionId,
      namelessAs,
    });
    const { title, body, vouch } = input;
    const thing = guardedPost({ code: topic.code, page: null, scopeId: category.scopeId }, 1);
    await guardTexts(ctx, { texts: { title, body }, vouch, thing, isNameless });
    await enqueue(ctx, "forum.notify-topic", { postId });
    return { ok: true, topic: { code: topic.code, title: topic.title, page: null } };
  });
}

/** Undefined when this form was sent before: the second of two at once waits here for the first. */
async function insertTopic(
  ctx: Ctx,
  category: { id: string; scopeId: string; namelessAs: string | null },
  { title, submissionId }: NewTopicInput,
) {
  const personId = personIdOf(ctx.actor);
  const { namelessAs } = category;
  const [topic] = await ctx.db
    .insert(forumTopics)
    .values({
      id: uuidv7(),
      code: randomCode(),
      categoryId: category.id,
      scopeId: category.scopeId,
      title,
      ...writtenBy(personId, namelessAs),
      createdAt: ctx.now,
      lastPostNumber: 1,
      lastPostAt: ctx.now,
      lastPostBy: namelessAs === null ? personId : null,
      lastNamelessAs: namelessAs,
      submissionId,
    })
    .onConflictDoNothing({ target: forumTopics.submissionId })
    .returning({ id: forumTopics.id, code: forumTopics.code, title: forumTopics.title });
  return topic;
}

/** The same form sent again leads to its topic; with another text it is told what stands there. */
function wasSent(input: NewTopicInput, { code, title, text, isNameless }: SentTopic): StartResult {
  const isSame = title === input.title && text === input.body && isNameless === (input.nameless === "yes");
  if (isSame) return { ok: true, topic: { code, title, page: null } };
  const post = { topic: { code, page: null }, number: 1 };
  return { ok: false, reason: "sent-before", post, text: text === "" ? text : `${title}\n\n${text}` };
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
    })
    .from(forumTopics)
    .innerJoin(forumPosts, and(eq(forumPosts.topicId, forumTopics.id), eq(forumPosts.number, 1)))
    .where(and(eq(forumTopics.submissionId, submissionId), eq(forumTopics.categoryId, categoryId)));
  if (!topic || topic.writerId !== personIdOf(ctx.actor)) throw new SubmissionTakenError();
  return topic;
}
