import { and, asc, eq, gt, inArray, isNotNull, not, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { forumMentions, forumPosts, forumQuotes } from "#db/schema/forum/posts";
import { isOneOf } from "~/lib/ask-together.server";
import type { Ctx } from "~/lib/ctx";
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
 * What was quoted of these posts and is in them no more goes for good, and so does what those of them quoted that were removed, and whom
 * they mentioned: called where nothing brings those texts back.
 */
export async function forgetQuotes(ctx: Ctx, posts: Posts): Promise<void> {
  await settleQuotes(ctx, posts);
  const { id, removedAt } = forumPosts;
  const removed = ctx.db
    .select({ id })
    .from(forumPosts)
    .where(and(among(id, posts), isNotNull(removedAt)));
  await ctx.db.delete(forumQuotes).where(inArray(forumQuotes.postId, removed));
  await ctx.db.delete(forumMentions).where(inArray(forumMentions.postId, removed));
  await ctx.db
    .update(forumQuotes)
    .set({ bodyMarkdown: "", bodyHtml: "" })
    .where(and(among(forumQuotes.quotedId, posts), not(forumQuotes.isSaid), sql`${forumQuotes.bodyMarkdown} <> ''`));
}
