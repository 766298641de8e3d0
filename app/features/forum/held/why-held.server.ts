import { and, sql } from "drizzle-orm";
import { forumPosts } from "#db/schema/forum/posts";
import { isWrittenBy } from "~/features/forum/posts/author.queries.server";
import { checkWords } from "~/features/forum/words/check-words.server";
import { may } from "~/features/permissions/permissions";
import { getSettings } from "~/features/settings/settings.queries.server";
import { type Ctx, personIdOf } from "~/lib/ctx";

export type Why = { why: "words"; words: string[] } | { why: "newcomer"; words: [] };

/**
 * Why what somebody posts has to wait for a moderator, or null. What a moderator posts does not.
 * @throws RefusedTextError, WatchedWordsError
 */
export async function whyHeld(ctx: Ctx, { texts, heard }: { texts: Record<string, string>; heard?: string }): Promise<Why | null> {
  const words = await checkWords(ctx, { texts, heard });
  if (may(ctx.actor, "moderate")) return null;
  if (words.length > 0) return { why: "words", words };
  return (await isNewcomer(ctx)) ? { why: "newcomer", words: [] } : null;
}

/** They have not yet as many posts as the settings ask for; what a moderator removed is none of them. */
async function isNewcomer(ctx: Ctx): Promise<boolean> {
  const { holdFirstPosts } = await getSettings(ctx);
  if (holdFirstPosts === 0) return false;
  const counts = and(isWrittenBy(forumPosts, personIdOf(ctx.actor)!), sql`${forumPosts.removedBy} is distinct from 'moderator'`);
  const first = await ctx.db.select({ id: forumPosts.id }).from(forumPosts).where(counts).limit(holdFirstPosts);
  return first.length < holdFirstPosts;
}
