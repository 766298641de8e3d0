import { and, inArray, isNotNull, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { forumPosts, forumQuotes } from "#db/schema/forum/posts";
import type { Ctx } from "~/lib/ctx";
import { says } from "./quotes.queries.server";

/**
 * What was quoted of these posts and is in them no more goes for good, and so does what those of them quoted that were removed: called where
 * nothing brings those texts back.
 */
export async function forgetQuotes(ctx: Ctx, posts: readonly string[] | SQLWrapper): Promise<void> {
  const { id, removedAt, bodyHtml } = forumPosts;
  const among = (column: Parameters<typeof inArray>[0]): SQL => inArray(column, posts as string[]);
  const removed = ctx.db
    .select({ id })
    .from(forumPosts)
    .where(and(among(id), isNotNull(removedAt)));
  await ctx.db.delete(forumQuotes).where(inArray(forumQuotes.postId, removed));
  await ctx.db
    .update(forumQuotes)
    .set({ bodyMarkdown: "", bodyHtml: "" })
    .where(
      and(
        among(forumQuotes.quotedId),
        sql`not exists (select from ${forumPosts} where ${id} = ${forumQuotes.quotedId} and ${forumQuotes.bodyHtml} <> '' and ${says(sql`${bodyHtml}`, sql`${forumQuotes.bodyHtml}`)})`,
        sql`${forumQuotes.bodyMarkdown} <> ''`,
      ),
    );
}
