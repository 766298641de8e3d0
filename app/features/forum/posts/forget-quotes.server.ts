import { and, inArray, isNotNull, not, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { forumPosts, forumQuotes } from "#db/schema/forum/posts";
import type { Ctx } from "~/lib/ctx";
import { says } from "./quotes.queries.server";

type Posts = readonly string[] | SQLWrapper;
const among = (column: Parameters<typeof inArray>[0], posts: Posts): SQL => inArray(column, posts as string[]);

/** Finds out which quotes of these posts they still say: called where their text, or the words of a quote, were changed. */
export async function settleQuotes(ctx: Ctx, posts: Posts): Promise<void> {
  const { bodyHtml, quotedId, isAnswer } = forumQuotes;
  const said = sql`(select ${says(sql`quoted.body_html`, sql`${bodyHtml}`)} from ${forumPosts} quoted where quoted.id = ${quotedId})`;
  await ctx.db
    .update(forumQuotes)
    .set({ isSaid: sql`${bodyHtml} <> '' and ${said}` })
    .where(and(among(quotedId, posts), not(isAnswer)));
}

/**
 * What was quoted of these posts and is in them no more goes for good, and so does what those of them quoted that were removed: called
 * where nothing brings those texts back.
 */
export async function forgetQuotes(ctx: Ctx, posts: Posts): Promise<void> {
  await settleQuotes(ctx, posts);
  const { id, removedAt } = forumPosts;
  const removed = ctx.db
    .select({ id })
    .from(forumPosts)
    .where(and(among(id, posts), isNotNull(removedAt)));
  await ctx.db.delete(forumQuotes).where(inArray(forumQuotes.postId, removed));
  await ctx.db
    .update(forumQuotes)
    .set({ bodyMarkdown: "", bodyHtml: "" })
    .where(and(among(forumQuotes.quotedId, posts), not(forumQuotes.isSaid), sql`${forumQuotes.bodyMarkdown} <> ''`));
}
