import { and, eq, ne } from "drizzle-orm";
import { forumAnswers } from "#db/schema/forum/posts";
import { recordEntry } from "~/features/audit/record-entry.server";
import type { TopicForUpdate } from "~/features/forum/topics/topics.queries.server";
import { answerCause } from "~/features/forum/watching/causes";
import { notify } from "~/features/mail/notifications/notify.server";
import type { PersonCtx } from "~/lib/ctx";
import { MINUTE } from "~/lib/dates";
import { inTransaction } from "~/lib/transaction.server";
import { type AnswerBlocker, answerBlocker, answererBlocker } from "./answer.policy";
import { answerNotice } from "./answer-notice.mail.server";
import { isVeiled } from "./author.queries.server";
import { lockPost } from "./lock-post.server";
import { isAuthor } from "./post.policy";
import type { PostAddress } from "./posts.queries.server";

type Post = Awaited<ReturnType<typeof lockPost>>["post"];
type Marked = { ok: true; post: Post } | { ok: false; reason: AnswerBlocker | "not-the-answer"; post: Post };

/**
 * Says that a reply answered its topic, in place of any that was marked before: of two at once the last stands. Its author is told, once.
 * @throws NotFoundError
 */
export async function markAnswer(ctx: PersonCtx, address: PostAddress): Promise<Marked> {
  return inTransaction(ctx, async (ctx) => {
    const { topic, post } = await lockPost(ctx, address);
    const reason = answerBlocker(ctx.actor, topic, post);
    if (reason) return { ok: false, reason, post };

    // a mark that it has from another topic, where it stood before
    await ctx.db.delete(forumAnswers).where(and(eq(forumAnswers.postId, post.id), ne(forumAnswers.topicId, topic.id)));
    // whoever began the topic without their name says this without it too
    const isNameless = topic.isNameless && isAuthor(ctx.actor, topic);
    const mark = { postId: post.id, markedBy: isNameless ? null : ctx.actor.personId, markedAt: ctx.now };
    const [marked] = await ctx.db
      .insert(forumAnswers)
      .values({ topicId: topic.id, ...mark })
      .onConflictDoUpdate({ target: forumAnswers.topicId, set: mark, setWhere: ne(forumAnswers.postId, post.id) })
      .returning({ postId: forumAnswers.postId });
    if (!marked) return { ok: true, post };
    await recordModerator(ctx, topic, "topic.answered");
    const { writerId, isAuthorUsable } = post;
    if (!writerId || !isAuthorUsable || isAuthor(ctx.actor, post)) return { ok: true, post };
    // long enough for a slip to be taken back
    const told = { cause: answerCause(post.id), waits: 15 * MINUTE, veiled: await isVeiled(ctx, post.id) };
    await notify(ctx, [writerId], answerNotice, { postId: post.id }, told);
    return { ok: true, post };
  });
}

/** Takes that back; also of a reply that was removed meanwhile. @throws NotFoundError */
export async function takeAnswerBack(ctx: PersonCtx, address: PostAddress): Promise<Marked> {
  return inTransaction(ctx, async (ctx) => {
    const { topic, post } = await lockPost(ctx, address);
    const reason = answererBlocker(ctx.actor, topic);
    if (reason) return { ok: false, reason, post };

    const [taken] = await ctx.db
      .delete(forumAnswers)
      .where(and(eq(forumAnswers.topicId, topic.id), eq(forumAnswers.postId, post.id)))
      .returning({ postId: forumAnswers.postId });
    if (!taken) return { ok: false, reason: "not-the-answer", post };
    await recordModerator(ctx, topic, "topic.answer-taken-back");
    return { ok: true, post };
  });
}

/** What moderators do in others' topics is written down. */
async function recordModerator(ctx: PersonCtx, topic: TopicForUpdate, action: "topic.answered" | "topic.answer-taken-back"): Promise<void> {
  if (isAuthor(ctx.actor, topic)) return;
  await recordEntry(ctx, { class: "act", action, objectKind: "topic", objectId: topic.code });
}
