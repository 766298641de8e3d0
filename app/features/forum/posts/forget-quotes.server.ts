import { and, asc, eq, gt, inArray, isNotNull, isNull, lt, not, or, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { forumModerations } from "#db/schema/forum/moderation";
import { forumMentions, forumPostRevisions, forumPosts, forumQuotes } from "#db/schema/forum/posts";
import { isOneOf } from "~/lib/ask-together.server";
import type { Ctx } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import { speaker } from "./said.server";

type Posts = readonly string[] | SQLWrapper;
const among = (column: Parameters<typeof inArray>[0], posts: Posts): SQL => inArray(column, posts as string[]);

/** So many posts' texts are in memory at once. */
const BATCH = 50;

/** Finds out which quotes of these posts they still say: called where their text, or the words of a quote, were changed. */
export async function settleQuotes(ctx: Ctx, posts: Posts): Promise<void> {
  const { id, bodyHtml, isSaid, quotedId, isAnswer } = forumQuotes;
  let after = "00000000-0000-0000-0000-000000000000";
  let [quotedBefore, says] = ["", speaker("")];
  for (;;) {
    const found = await ctx.db
      .select({ id, quotedId, words: bodyHtml, post: forumPosts.bodyHtml })
      .from(forumQuotes)
      .innerJoin(forumPosts, eq(forumPosts.id, quotedId))
      .where(and(among(quotedId, posts), not(isAnswer), gt(id, after)))
      .orderBy(asc(id))
      .limit(BATCH);
    const said = found.map(({ id, quotedId, words, post }) => {
      if (quotedId !== quotedBefore) [quotedBefore, says] = [quotedId, speaker(post)];
      return { id, isSaid: says(words) };
    });
    for (const now of [true, false])
      await ctx.db
        .update(forumQuotes)
        .set({ isSaid: now })
        .where(
          and(
            isOneOf(
              id,
              said.flatMap((quote) => (quote.isSaid === now ? [quote.id] : [])),
            ),
            eq(isSaid, !now),
          ),
        );
    if (found.length < BATCH) return;
    after = found.at(-1)!.id;
  }
}

/**
 * What was quoted of these posts and is in them no more goes for good, and so does what those of them quoted, and whom they mentioned, that
 * were removed, or of which no text names it: called where nothing brings those texts back.
 */
export async function forgetQuotes(ctx: Ctx, posts: Posts): Promise<void> {
  await settleQuotes(ctx, posts);
  const { named, ordinal, isCurrent } = forumQuotes;
  const behind = sql`${sql`${named}`}, case when ${sql`${ordinal}`} > 1 then ', ' || ${sql`${ordinal}`} end, ']'`;
  const isQuoted = isInText(forumQuotes.postId, sql`concat('> [post ', ${behind})`, sql`concat('> [comment ', ${behind})`);
  await ctx.db
    .delete(forumQuotes)
    .where(and(among(forumQuotes.postId, posts), or(isOfRemoved(forumQuotes.postId), and(not(isCurrent), not(isQuoted)))));
  await forgetMentions(ctx, posts);
  await ctx.db
    .update(forumQuotes)
    .set({ bodyMarkdown: "", bodyHtml: "" })
    .where(and(among(forumQuotes.quotedId, posts), not(forumQuotes.isSaid), sql`${forumQuotes.bodyMarkdown} <> ''`));
}

/** That somebody was mentioned counts for a day more, whoever it was. */
async function forgetMentions(ctx: Ctx, posts: Posts): Promise<void> {
  const { postId, number, personId, mentionedAt } = forumMentions;
  const isMentioned = isInText(postId, sql`'@{' || ${sql`${number}`} || '}'`);
  await ctx.db
    .update(forumMentions)
    .set({ personId: null })
    .where(and(among(postId, posts), isNotNull(personId), or(isOfRemoved(postId), not(isMentioned))));
  await ctx.db.delete(forumMentions).where(and(among(postId, posts), isNull(personId), lt(mentionedAt, later(ctx.now, -DAY))));
}

const isOfRemoved = (postId: AnyPgColumn): SQL =>
  sql`exists (select from ${forumPosts} of where of.id = ${sql`${postId}`} and of.removed_at is not null)`;

/** A text of the post says one of these: the one that stands, one before it, or one that was put aside. */
function isInText(postId: AnyPgColumn, ...said: SQL[]): SQL<boolean> {
  const says = (text: SQL) =>
    sql`(${sql.join(
      said.map((words) => sql`strpos(${text}, ${words}) > 0`),
      sql` or `,
    )})`;
  const id = sql`${sql`${postId}`}`;
  return sql<boolean>`(exists (select from ${forumPosts} of where of.id = ${id} and ${says(sql`of.body_markdown`)})
    or exists (select from ${forumPostRevisions} was where was.post_id = ${id} and ${says(sql`was.body_markdown`)})
    or exists (select from ${forumModerations} act where act.post_id = ${id} and ${says(sql`coalesce(act.original_markdown, '')`)}))`;
}
