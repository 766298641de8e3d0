import { and, asc, eq, gt, inArray, ne, or, sql } from "drizzle-orm";
import { forumHeldPosts, forumReasons, forumWatchedWords } from "#db/schema/forum/desk";
import { BATCH, type Forget, inBatches, namesIn, wordsOfPoll } from "~/features/forum/posts/rewrite-others.server";
import type { Ctx } from "~/lib/ctx";

/** What others wrote that waits for a moderator or was declined, and what was said about it. */
export async function rewriteHeld(ctx: Ctx, forget: Forget): Promise<void> {
  const { id, title, bodyMarkdown, poll, words, reason, appeal, decisionWhy, heldAt, state } = forumHeldPosts;
  const said = (text: string | null) => text && forget.words(text);
  const naming = [title, bodyMarkdown, reason, appeal, decisionWhy, sql`${poll}::text`].map((text) => namesIn(text, forget.names));
  await inBatches(async (after) => {
    const found = await ctx.db
      .select({ id, title, bodyMarkdown, poll, words, reason, appeal, decisionWhy, heldAt })
      .from(forumHeldPosts)
      .where(and(gt(id, after), or(...naming, forget.quotes ? ne(state, "through") : undefined)))
      .orderBy(asc(id))
      .limit(BATCH)
      .for("update");
    for (const { heldAt: at, ...held } of found)
      await ctx.db
        .update(forumHeldPosts)
        .set({
          title: said(held.title),
          bodyMarkdown: forget.text(held.bodyMarkdown, { at, changed: at }),
          poll: held.poll && { ...held.poll, ...wordsOfPoll(held.poll, forget) },
          words: held.words.filter((each) => forget.words(each) === each),
          reason: said(held.reason),
          appeal: said(held.appeal),
          decisionWhy: said(held.decisionWhy),
        })
        .where(eq(id, held.id));
    return found;
  });
}

/** What moderators watch for and choose from: what names the leaver goes as a whole, as it says nothing without the name. */
export async function forgetWords(ctx: Ctx, { words: without }: Forget): Promise<void> {
  for (const table of [forumWatchedWords, forumReasons]) {
    const all = await ctx.db.select({ id: table.id, words: table.words }).from(table);
    const naming = all.filter(({ words }) => without(words) !== words).map(({ id }) => id);
    if (naming.length > 0) await ctx.db.delete(table).where(inArray(table.id, naming));
  }
}
