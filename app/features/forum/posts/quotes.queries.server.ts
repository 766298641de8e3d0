import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, alias } from "drizzle-orm/pg-core";
import { forumPosts, forumQuotes } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { isIgnoredId } from "~/features/forum/ignoring/ignores.queries.server";
import { pageOfTopic, readableTopic, topicColumns } from "~/features/forum/topics/topic-place.queries.server";
import type { PostPlace } from "~/features/forum/types";
import { scopeOf } from "~/features/permissions/scope.server";
import { foundBy } from "~/lib/ask-together.server";
import type { Ctx } from "~/lib/ctx";
import { joinedAuthor } from "./author.queries.server";
import { namedHtml, namedText } from "./mentions.queries.server";
import type { PostQuote } from "./quotes";

const quoted = alias(forumPosts, "quoted");
const quotedAuthor = joinedAuthor("quoted_author", quoted);

/**
 * What a post quotes, as it stands now: a value of a statement that asks for the post. Of a post that stands in another topic by now, as
 * far as whoever asks may read that. `earlier`: also what earlier texts of it quoted.
 */
export function quotesOf(ctx: Ctx, { earlier = false } = {}): SQL<PostQuote[]> {
  const isElsewhere = sql<boolean>`${quoted.topicId} <> ${sql`${forumPosts.topicId}`}`;
  const isAway = sql<boolean>`(${isElsewhere} and not ${readableTopic(ctx)})`;
  const unlessAway = (column: AnyPgColumn) => sql<string>`case when ${isAway} then '' else ${column} end`;
  return foundBy(
    ctx.db
      .select({
        number: forumQuotes.named,
        ordinal: forumQuotes.ordinal,
        isAnswer: forumQuotes.isAnswer,
        words: namedText(ctx, unlessAway(forumQuotes.bodyMarkdown), quoted.id),
        html: namedHtml(ctx, unlessAway(forumQuotes.bodyHtml), quoted.id),
        author: quotedAuthor.name,
        isIgnored: isIgnoredId(ctx, quoted.authorId),
        place: sql<PostPlace>`case when not ${isAway} then json_build_object('number', ${quoted.number},
          'topic', json_build_object('code', ${topicColumns.code}, 'page', ${topicColumns.page})) end`,
        isElsewhere,
        state: sql<PostQuote["state"]>`case when ${isAway} then 'away' when ${quoted.removedAt} is not null then 'removed'
          when ${quoted.hiddenAt} is not null then 'hidden' when ${forumQuotes.isAnswer} then 'answer' when ${forumQuotes.isSaid} then 'shown'
          else 'edited' end`,
      })
      .from(forumQuotes)
      .innerJoin(quoted, eq(quoted.id, forumQuotes.quotedId))
      .innerJoin(forumTopics, eq(forumTopics.id, quoted.topicId))
      .innerJoin(...scopeOf(forumTopics.scopeId))
      .leftJoin(...pageOfTopic)
      .leftJoin(...quotedAuthor.of(quoted.authorId))
      .where(and(eq(forumQuotes.postId, forumPosts.id), earlier ? undefined : forumQuotes.isCurrent))
      .orderBy(asc(forumQuotes.id)),
  );
}

/** Whether a post answers or quotes one of this person's. */
export const quotesPerson = (postId: AnyPgColumn, personId: SQL | string | null): SQL<boolean> =>
  sql<boolean>`exists (select from ${forumQuotes} quote join ${forumPosts} own on own.id = quote.quoted_id
    where quote.post_id = ${postId} and (own.author_id = ${personId} or own.nameless_by = ${personId}) and own.removed_at is null and own.hidden_at is null)`;

/** The posts of a topic that can be quoted, with their words: a value of a statement that asks for the topic. */
export function quotableIn(ctx: Ctx, topicId: AnyPgColumn, numbers: readonly number[]) {
  const { number, bodyMarkdown, removedAt, hiddenAt } = forumPosts;
  const isAsked = sql`${number} = any(${sql.param([...numbers])}::int[])`;
  return foundBy(
    ctx.db
      .select({ number, bodyMarkdown: namedText(ctx, bodyMarkdown, forumPosts.id) })
      .from(forumPosts)
      .where(and(eq(forumPosts.topicId, topicId), isAsked, isNull(removedAt), isNull(hiddenAt))),
  );
}
