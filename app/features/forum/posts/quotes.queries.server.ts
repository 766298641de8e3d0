import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, alias } from "drizzle-orm/pg-core";
import { forumPosts, forumQuotes } from "#db/schema/forum/posts";
import { foundBy } from "~/lib/ask-together.server";
import type { Ctx } from "~/lib/ctx";
import { joinedAuthor } from "./author.queries.server";
import type { PostQuote } from "./quotes";

const quoted = alias(forumPosts, "quoted");
const quotedAuthor = joinedAuthor("quoted_author");

/** What is compared of a text: letters and digits alone, without what our links say of where they lead. */
const letters = (html: SQL) =>
  sql`regexp_replace(lower(regexp_replace(${html}, '<span[^>]*>[^<]*</span>|<[^>]*>|&[#a-z0-9]+;', '', 'g')), '[[:space:]!-/:-@\\[-\`{-~“”‘’–—]+', '', 'g')`;

/** Whether a post says what is quoted of it, as HTML both, and nothing else where dots leave something out. */
export const says = (post: SQL, words: SQL): SQL<boolean> => sql<boolean>`not exists (
  select from (select ${letters(post)} as letters offset 0) as said, regexp_split_to_table(${words}, '\\[?(?:…|\\.{3})\\]?') as part
  where position(${letters(sql`part`)} in said.letters) = 0)`;

/** What a post quotes, as it stands now: a value of a statement that asks for the post. */
export const quotesOf = (ctx: Ctx): SQL<PostQuote[]> =>
  foundBy(
    ctx.db
      .select({
        number: quoted.number,
        ordinal: forumQuotes.ordinal,
        isAnswer: forumQuotes.isAnswer,
        words: forumQuotes.bodyMarkdown,
        html: forumQuotes.bodyHtml,
        author: quotedAuthor.name,
        state: sql<
          PostQuote["state"]
        >`case when ${quoted.removedAt} is not null then 'removed' when ${quoted.hiddenAt} is not null then 'hidden'
          when ${forumQuotes.isAnswer} then 'answer' when ${forumQuotes.isSaid} then 'shown'
          else 'edited' end`,
      })
      .from(forumQuotes)
      .innerJoin(quoted, eq(quoted.id, forumQuotes.quotedId))
      .leftJoin(...quotedAuthor.of(quoted.authorId))
      .where(eq(forumQuotes.postId, forumPosts.id))
      .orderBy(asc(forumQuotes.id)),
  );

/** Whether a post answers or quotes one of this person's. */
export const quotesPerson = (postId: AnyPgColumn, personId: SQL | string | null): SQL<boolean> =>
  sql<boolean>`exists (select from ${forumQuotes} quote join ${forumPosts} own on own.id = quote.quoted_id
    where quote.post_id = ${postId} and own.author_id = ${personId} and own.removed_at is null and own.hidden_at is null)`;

/** The posts of a topic that can be quoted, with their words: a value of a statement that asks for the topic. */
export function quotableIn(ctx: Ctx, topicId: AnyPgColumn, numbers: readonly number[]) {
  const { number, bodyMarkdown, removedAt, hiddenAt } = forumPosts;
  const isAsked = sql`${number} = any(${sql.param([...numbers])}::int[])`;
  return foundBy(
    ctx.db
      .select({ number, bodyMarkdown })
      .from(forumPosts)
      .where(and(eq(forumPosts.topicId, topicId), isAsked, isNull(removedAt), isNull(hiddenAt))),
  );
}
