import { and, eq, inArray, isNotNull, isNull, not, sql } from "drizzle-orm";
import { forumModerations, forumPostRevisions, forumPosts } from "#db/schema/forum";
import { getSettings } from "~/features/settings/settings.queries.server";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";

const BATCH = 500;

/**
 * Forgets what moderators removed or replaced a year ago (or sooner, by the settings), except where an appeal waits. The texts before a moderator's edit go with it:
 * nobody but its author and moderators may see them, and after this nobody knows that.
 */
export async function expireModerations(ctx: Ctx): Promise<number> {
  const { keepModerationMonths } = await getSettings(ctx);
  let forgotten = 0;
  for (;;) {
    const batch = await inTransaction(ctx, async (ctx) => forgetSome(ctx, keepModerationMonths));
    forgotten += batch;
    if (batch < BATCH) return forgotten;
  }
}

async function forgetSome(ctx: Ctx, months: number): Promise<number> {
  const appealWaits = and(isNotNull(forumModerations.appealedAt), isNull(forumModerations.decidedAt))!;
  const due = await ctx.db
    .select({ id: forumModerations.id, postId: forumModerations.postId })
    .from(forumModerations)
    .where(
      and(sql`${forumModerations.at} < ${ctx.now.toISOString()}::timestamptz - make_interval(months => ${months}::int)`, not(appealWaits)),
    )
    .limit(BATCH)
    .for("update", { skipLocked: true });
  if (due.length === 0) return 0;

  const posts = ctx.db
    .select({ id: forumPosts.id })
    .from(forumPosts)
    .where(
      and(
        inArray(
          forumPosts.id,
          due.map(({ postId }) => postId),
        ),
        eq(forumPosts.editedBy, sql`'moderator'`),
      ),
    );
  await ctx.db.delete(forumPostRevisions).where(inArray(forumPostRevisions.postId, posts));
  await ctx.db.delete(forumModerations).where(
    inArray(
      forumModerations.id,
      due.map(({ id }) => id),
    ),
  );
  return due.length;
}
