import { eq, sql } from "drizzle-orm";
import { forumHeldPosts } from "#db/schema/forum/desk";
import { forumPosts } from "#db/schema/forum/posts";
import { isWrittenBy } from "~/features/forum/posts/author.queries.server";
import { checkWords } from "~/features/forum/words/check-words.server";
import { recordsOf } from "~/features/people/persons.server";
import { may } from "~/features/permissions/permissions";
import { getSettings } from "~/features/settings/settings.queries.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { RefusedTextError } from "~/lib/errors";

export type Why = { why: "words"; words: string[] } | { why: "newcomer"; words: [] };

/**
 * Why what somebody posts has to wait for a moderator, or null. What a moderator posts under their name does not. Without a name words wait
 * alike whoever wrote them, and a first post is refused: that it waits, or does not, would tell moderators of whom to think.
 * @throws RefusedTextError, WatchedWordsError
 */
export async function whyHeld(
  ctx: Ctx,
  { texts, heard, isNameless }: { texts: Record<string, string>; heard?: string; isNameless: boolean },
): Promise<Why | null> {
  const words = await checkWords(ctx, { texts, heard });
  const isModerator = may(ctx.actor, "moderate");
  if (isModerator && !isNameless) return null;
  const isFirst = !isModerator && (await isOfFirst(ctx, ctx.now));
  if (isFirst && isNameless) throw new RefusedTextError("body", NAMELESS_FIRST);
  if (words.length > 0) return { why: "words", words };
  return isFirst ? { why: "newcomer", words: [] } : null;
}

const NAMELESS_FIRST =
  "A moderator looks at the first posts of everybody who is new here, so they would know that this is from somebody new. Post it under your name, or once posts of yours stand here";

/**
 * What was let through as one of its writer's first posts stays as a moderator saw it: nobody would look at another text.
 * @throws RefusedTextError
 */
export async function refuseUnseen(ctx: Ctx, field: "title" | "body", post: { id: string; createdAt: Date }): Promise<void> {
  if (may(ctx.actor, "moderate") || (await ctx.db.$count(forumHeldPosts, eq(forumHeldPosts.postId, post.id))) === 0) return;
  if (await isOfFirst(ctx, post.createdAt))
    throw new RefusedTextError(
      field,
      "A moderator looked at this as at the first posts of everybody who is new here, so it stays as it is. Write a new post with what you want to say",
    );
}

/**
 * By then they had not as many posts as the settings ask for, under each record that is theirs, and without their name too. What a
 * moderator removed is none of them.
 */
async function isOfFirst(ctx: Ctx, then: Date): Promise<boolean> {
  const { holdFirstPosts } = await getSettings(ctx);
  if (holdFirstPosts === 0) return false;
  const { createdAt, removedBy } = forumPosts;
  const before = await ctx.db.execute(sql`select from ${forumPosts}
    join unnest(${recordsOf(personIdOf(ctx.actor)!)}) as own (id) on ${isWrittenBy(forumPosts, sql`own.id`)}
    where ${createdAt} < ${then.toISOString()}::timestamptz and ${removedBy} is distinct from 'moderator' limit ${holdFirstPosts}`);
  return before.length < holdFirstPosts;
}
