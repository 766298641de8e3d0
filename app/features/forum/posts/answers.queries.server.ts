import { and, eq, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { forumAnswers, forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { isIgnoredId } from "~/features/forum/ignoring/ignores.queries.server";
import type { Ctx } from "~/lib/ctx";
import { joinOf } from "~/lib/join.server";
import { joinedAuthor } from "./author.queries.server";
import { namedHtml } from "./mentions.queries.server";

const reply = alias(forumPosts, "answer");
const answerer = joinedAuthor("answerer", reply);

/** Whether whoever began the topic says so, also without their name. */
export const isByAsker = sql<boolean>`coalesce(case when ${forumAnswers.markedBy} is null then ${forumTopics.namelessAs} is not null
  else ${forumAnswers.markedBy} = ${forumTopics.authorId} end, false)`;

/**
 * The reply that answered a topic, beside the topic: `.leftJoin(...answer.mark).leftJoin(...answer.reply).leftJoin(...answer.author)`. One
 * that was removed, is hidden or stands in another topic answers nothing until it is back.
 */
export const answer = {
  mark: joinOf(forumAnswers, eq(forumAnswers.topicId, forumTopics.id)),
  reply: joinOf(
    reply,
    and(eq(reply.id, forumAnswers.postId), eq(reply.topicId, forumTopics.id), isNull(reply.removedAt), isNull(reply.hiddenAt))!,
  ),
  author: answerer.of(reply.authorId),
  columns: (ctx: Ctx) => ({
    number: reply.number,
    bodyHtml: namedHtml(ctx, reply.bodyHtml, reply.id),
    isIgnored: isIgnoredId(ctx, reply.authorId),
    authorName: answerer.name,
    authorMember: answerer.columns(ctx).member,
    isByAsker,
  }),
};

/**
 * Whether somebody said what answered a topic, in lists of topics. As a value, which is looked up for each row that is listed: `exists`
 * may be answered by reading all answers that there are.
 */
export const isAnswered = sql<boolean>`${sql`coalesce((select true from ${forumAnswers} join ${forumPosts} answer on answer.id = ${forumAnswers.postId}
  where ${forumAnswers.topicId} = ${forumTopics.id} and answer.topic_id = ${forumTopics.id} and answer.removed_at is null and answer.hidden_at is null), false)`}`;
