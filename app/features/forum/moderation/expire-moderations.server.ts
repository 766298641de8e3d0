import { and, eq, inArray, isNotNull, isNull, ne, not, notInArray, or, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { forumHeldPosts } from "#db/schema/forum/desk";
import { forumCleanUps, forumModerations, forumReports } from "#db/schema/forum/moderation";
import { forumPolls } from "#db/schema/forum/polls";
import { forumPostRevisions, forumPosts } from "#db/schema/forum/posts";
import { forumMemberNotes, forumSanctions } from "#db/schema/forum/sanctions";
import { forumTopics } from "#db/schema/forum/topics";
import { forgetQuotes } from "~/features/forum/posts/forget-quotes.server";
import { isStanding } from "~/features/forum/sanctions/own-sanction.queries.server";
import { sanctionAppealWaits } from "~/features/forum/sanctions/sanctions.queries.server";
import { REMOVED_TITLES } from "~/features/forum/topics/removed-title";
import { getSettings } from "~/features/settings/settings.queries.server";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";

const BATCH = 500;

/**
 * Forgets what moderators removed or replaced a year ago (or sooner, by the settings), except where an appeal waits. The texts before a
 * moderator's edit or removal, and the titles before theirs, go with it: nobody but the author and moderators may see them, and after this
 * nobody knows that.
 */
export async function expireModerations(ctx: Ctx): Promise<number> {
  const { keepModerationMonths } = await getSettings(ctx);
  let forgotten = 0;
  for (;;) {
    const batch = await inTransaction(ctx, async (ctx) => {
      await emptyRemovedTopics(ctx, keepModerationMonths);
      await ctx.db
        .delete(forumReports)
        .where(and(isNotNull(forumReports.decidedAt), isOver(ctx, forumReports.at, keepModerationMonths), not(mayComeBack)));
      await expireSanctions(ctx, keepModerationMonths);
      await ctx.db.delete(forumHeldPosts).where(and(ne(forumHeldPosts.state, "waiting"), isOver(ctx, heldDecided, keepModerationMonths)));
      return forgetSome(ctx, keepModerationMonths);
    });
    forgotten += batch;
    if (batch < BATCH) return forgotten;
  }
}

/** Since when it waits no more. */
const heldDecided = sql`coalesce(${forumHeldPosts.decidedAt}, ${forumHeldPosts.declinedAt}, ${forumHeldPosts.heldAt})`;
const appealWaits = and(isNotNull(forumModerations.appealedAt), isNull(forumModerations.decidedAt))!;
/** Its page says to whoever appealed about some of it why all of it went. */
const cleanUpAppealWaits = sql`(exists (select from ${forumModerations} where ${forumModerations.cleanUpId} = ${forumCleanUps.id} and ${appealWaits})
  or exists (select from ${forumHeldPosts} where ${forumHeldPosts.cleanUpId} = ${forumCleanUps.id} and ${forumHeldPosts.state} = 'waiting'))`;
const isOver = (ctx: Ctx, at: AnyPgColumn | SQL, months: number): SQL =>
  sql`${at} < ${ctx.now.toISOString()}::timestamptz - make_interval(months => ${months}::int)`;

/** What was hidden waits for a moderator again where its topic comes back, and is found by its reports. */
const mayComeBack = sql`exists (select from ${forumPosts} where ${forumPosts.id} = ${forumReports.postId} and ${forumPosts.hiddenAt} is not null
  and ${forumPosts.removedAt} is null)`;

/** The title may have gone before, with the first post. */
const hasTexts = sql`exists (select from ${forumPosts} where ${forumPosts.topicId} = ${forumTopics.id} and (${forumPosts.bodyMarkdown} <> ''
  or exists (select from ${forumPostRevisions} where ${forumPostRevisions.postId} = ${forumPosts.id})))`;

/** What stood in topics that a moderator removed goes for good, whoever wrote it. */
async function emptyRemovedTopics(ctx: Ctx, months: number): Promise<void> {
  const due = await ctx.db
    .select({ id: forumTopics.id })
    .from(forumTopics)
    .where(
      and(
        eq(forumTopics.removedBy, "moderator"),
        isOver(ctx, forumTopics.removedAt, months),
        or(ne(forumTopics.title, REMOVED_TITLES.moderator), hasTexts),
        sql`not exists (select from ${forumModerations} join ${forumPosts} on ${forumPosts.id} = ${forumModerations.postId}
          where ${forumPosts.topicId} = ${forumTopics.id} and ${appealWaits})`,
      ),
    )
    .limit(BATCH)
    .for("update", { skipLocked: true });
  const topics = due.map(({ id }) => id);
  if (topics.length === 0) return;

  const posts = ctx.db.select({ id: forumPosts.id }).from(forumPosts).where(inArray(forumPosts.topicId, topics));
  await ctx.db.delete(forumPostRevisions).where(inArray(forumPostRevisions.postId, posts));
  await ctx.db
    .update(forumPosts)
    .set({
      bodyMarkdown: "",
      bodyHtml: "",
      removedAt: sql`coalesce(${forumPosts.removedAt}, ${ctx.now.toISOString()}::timestamptz)`,
      removedBy: sql`coalesce(${forumPosts.removedBy}, 'moderator')`,
    })
    .where(inArray(forumPosts.topicId, topics));
  await forgetQuotes(ctx, posts);
  await ctx.db.delete(forumPolls).where(inArray(forumPolls.postId, posts));
  await ctx.db.update(forumTopics).set({ title: REMOVED_TITLES.moderator }).where(inArray(forumTopics.id, topics));
}

/** Sanctions so long after they ceased to hold, warnings that nobody read in that time, and notes of that age. */
async function expireSanctions(ctx: Ctx, months: number): Promise<void> {
  const { kind, at, endsAt, endedAt, acknowledgedAt } = forumSanctions;
  const over = sql`coalesce(${endedAt}, ${acknowledgedAt}, ${endsAt}, ${at})`;
  const holds = and(isStanding(ctx.now), ne(kind, "warned"))!;
  await ctx.db.delete(forumSanctions).where(and(not(holds), isOver(ctx, over, months), not(sanctionAppealWaits)));
  await ctx.db.delete(forumCleanUps).where(and(isOver(ctx, forumCleanUps.at, months), not(cleanUpAppealWaits)));
  await ctx.db.delete(forumMemberNotes).where(isOver(ctx, forumMemberNotes.notedAt, months));
}

async function forgetSome(ctx: Ctx, months: number): Promise<number> {
  const due = await ctx.db
    .select({ id: forumModerations.id, postId: forumModerations.postId })
    .from(forumModerations)
    .where(and(isOver(ctx, forumModerations.at, months), not(appealWaits)))
    .limit(BATCH)
    .for("update", { skipLocked: true });
  if (due.length === 0) return 0;

  const postsOf = (by: SQL) =>
    ctx.db
      .select({ id: forumPosts.id })
      .from(forumPosts)
      .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
      .where(
        and(
          inArray(
            forumPosts.id,
            due.map(({ postId }) => postId),
          ),
          by,
          // what a later act may bring back keeps its history
          sql`not exists (select from ${forumModerations} where ${forumModerations.postId} = ${forumPosts.id}
          and ${notInArray(
            forumModerations.id,
            due.map(({ id }) => id),
          )})`,
        ),
      );
  const moderated = or(eq(forumPosts.editedBy, "moderator"), eq(forumPosts.removedBy, "moderator"))!;
  await ctx.db.delete(forumPostRevisions).where(inArray(forumPostRevisions.postId, postsOf(moderated)));
  await forgetQuotes(ctx, postsOf(moderated));
  await ctx.db.delete(forumPolls).where(inArray(forumPolls.postId, postsOf(eq(forumPosts.removedBy, "moderator"))));
  const retitled = postsOf(eq(forumTopics.retitledBy, "moderator"));
  await ctx.db.delete(forumPostRevisions).where(and(isNotNull(forumPostRevisions.title), inArray(forumPostRevisions.postId, retitled)));
  await ctx.db.delete(forumModerations).where(
    inArray(
      forumModerations.id,
      due.map(({ id }) => id),
    ),
  );
  return due.length;
}
