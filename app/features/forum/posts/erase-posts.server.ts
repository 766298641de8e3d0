import { and, eq, inArray, isNotNull, isNull, not, or, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { forumHeldPosts } from "#db/schema/forum/desk";
import { forumIgnores } from "#db/schema/forum/ignores";
import { forumModerations, forumReports } from "#db/schema/forum/moderation";
import { forumPolls } from "#db/schema/forum/polls";
import { forumAnswers, forumPostRevisions, forumPosts, forumThanks } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { forgetDraftsBelow } from "~/features/drafts/save-draft.server";
import { forgetWords, rewriteHeld } from "~/features/forum/held/rewrite-held.server";
import { MOVES } from "~/features/forum/moderation/moderation-words";
import { closeReports } from "~/features/forum/reports/close-reports.server";
import { rewriteSanctions } from "~/features/forum/sanctions/rewrite-sanctions.server";
import { lockTopics } from "~/features/forum/topics/lock-topics.server";
import { REMOVED_TITLES } from "~/features/forum/topics/removed-title";
import { settleLatest } from "~/features/forum/topics/settle-latest.server";
import { actsPath } from "~/features/forum/topics/topic-address";
import { listNames } from "~/features/people/names.queries.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { isWrittenBy } from "./author.queries.server";
import { forgetQuotes } from "./forget-quotes.server";
import { type LeaverText, nameRemover, quoteRemover } from "./leaver-text";
import { type Forget, rewriteOthers } from "./rewrite-others.server";
import { weighNames } from "./weigh-names.server";

/**
 * The forum's part of an erasure (`design.md`, rule 11); called while the person's names are still there. `keep`: their posts stay, under
 * no name. `delete`: posts become stubs. Either way their revisions go and what moderators put aside of theirs, and their name in what
 * others wrote; with `delete` also what others quoted of them.
 */
export async function erasePosts(ctx: Ctx, personId: PersonId, choice: "keep" | "delete"): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    // every text of the forum may be looked at
    await ctx.db.execute(sql`set local statement_timeout = '5min'`);
    await lockTopicsOf(ctx, personId);
    // what a moderator lets through at this moment is a post by now; nothing of theirs becomes one any more
    await ctx.db.delete(forumHeldPosts).where(eq(forumHeldPosts.authorId, personId));
    const names = await weighNames(await listNames(ctx, personId));
    const texts = choice === "delete" ? await listTexts(ctx, personId) : [];
    await deleteOlderTexts(ctx, personId);
    // by posts without a name that lost theirs on one day with the others somebody would be found out
    await ctx.db.delete(forumThanks).where(or(eq(forumThanks.personId, personId), eq(forumThanks.authorId, personId)));
    if (choice === "delete") await emptyPosts(ctx, personId);
    await forgetQuotes(ctx, ctx.db.select({ id: forumPosts.id }).from(forumPosts).where(isWrittenBy(forumPosts, personId)));
    await ctx.db.update(forumReports).set({ details: "" }).where(eq(forumReports.reporterId, personId));
    await ctx.db.delete(forumIgnores).where(eq(forumIgnores.ignoredId, personId));

    const withoutNames = nameRemover(names);
    const withoutQuotes = choice === "delete" ? quoteRemover(names, texts) : (text: string) => text;
    const forget: Forget = {
      personId,
      names,
      quotes: texts.length > 0,
      text: (text, written) => withoutNames(withoutQuotes(text, written)),
      words: withoutNames,
    };
    await rewriteOthers(ctx, forget);
    await rewriteHeld(ctx, forget);
    await forgetWords(ctx, forget);
    await rewriteSanctions(ctx, forget);
    await forgetDraftsOf(ctx, personId);
  });
}

/**
 * Before all that stands in them, as every command locks them: what is replied, reported or undone at this moment is seen by all that
 * follows.
 */
async function lockTopicsOf(ctx: Ctx, personId: PersonId): Promise<void> {
  const theirs = ctx.db.select({ id: forumPosts.topicId }).from(forumPosts).where(isWrittenBy(forumPosts, personId));
  await lockTopics(ctx, or(inArray(forumTopics.id, theirs), isWrittenBy(forumTopics, personId)));
}

/** Everything that they wrote in the forum, and since when each text stood so: what others wrote before repeats none of it. */
async function listTexts(ctx: Ctx, personId: PersonId): Promise<LeaverText[]> {
  const own = isWrittenBy(forumPosts, personId);
  const { createdAt, editedAt } = forumPosts;
  const moment = (expression: SQL) => expression.mapWith(createdAt);
  const lastChangeBefore = (at: AnyPgColumn) =>
    moment(sql`coalesce((select max(earlier.replaced_at) from ${forumPostRevisions} earlier
      where earlier.post_id = ${forumPosts.id} and earlier.title is null and earlier.replaced_at < ${at}), ${createdAt})`);
  const now = await ctx.db
    .select({ text: forumPosts.bodyMarkdown, since: moment(sql`coalesce(${editedAt}, ${createdAt})`) })
    .from(forumPosts)
    .where(own);
  const before = await ctx.db
    .select({
      text: forumPostRevisions.bodyMarkdown,
      title: forumPostRevisions.title,
      since: lastChangeBefore(forumPostRevisions.replacedAt),
    })
    .from(forumPostRevisions)
    .innerJoin(forumPosts, eq(forumPosts.id, forumPostRevisions.postId))
    .where(own);
  const titles = await ctx.db
    .select({ text: forumTopics.title, since: moment(sql`coalesce(${forumTopics.retitledAt}, ${forumTopics.createdAt})`) })
    .from(forumTopics)
    .where(isWrittenBy(forumTopics, personId));
  const aside = await ctx.db
    .select({
      text: forumModerations.originalMarkdown,
      title: forumModerations.originalTitle,
      since: lastChangeBefore(forumModerations.at),
    })
    .from(forumModerations)
    .innerJoin(forumPosts, eq(forumPosts.id, forumModerations.postId))
    .where(own);
  const earlierTitles = [...before, ...aside].map(({ title, since }) => ({ text: title ?? "", since }));
  return [...now, ...before, ...aside, ...titles, ...earlierTitles].filter(({ text }) => text !== "");
}

/** By the act on a topic as a whole others' replies come back, so it stays, without what was written in it. */
const WORDLESS = {
  reason: "Its author has left, and what was said about it is deleted.",
  originalMarkdown: "",
  originalTitle: null,
  appeal: null,
  appealedAt: null,
  decision: null,
  decisionWhy: null,
  decidedAt: null,
  decidedBy: null,
};

async function deleteOlderTexts(ctx: Ctx, personId: PersonId): Promise<void> {
  const own = ctx.db.select({ id: forumPosts.id }).from(forumPosts).where(isWrittenBy(forumPosts, personId));
  const ofTheirs = inArray(forumModerations.postId, own);
  const isWhole = and(inArray(forumModerations.kind, ["topic-removed", ...MOVES]), isNull(forumModerations.undoneAt))!;
  await ctx.db.delete(forumModerations).where(and(ofTheirs, not(isWhole)));
  await ctx.db.update(forumModerations).set(WORDLESS).where(ofTheirs);
  await ctx.db.delete(forumPostRevisions).where(inArray(forumPostRevisions.postId, own));
  await ctx.db.delete(forumPolls).where(
    inArray(
      forumPolls.postId,
      ctx.db
        .select({ id: forumPosts.id })
        .from(forumPosts)
        .where(and(isWrittenBy(forumPosts, personId), isNotNull(forumPosts.removedAt))),
    ),
  );
}

/** Moderators begin to change what others wrote, from the text as it stood. */
async function forgetDraftsOf(ctx: Ctx, personId: PersonId): Promise<void> {
  const own = await ctx.db
    .select({ topic: forumTopics.code, number: forumPosts.number })
    .from(forumPosts)
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .where(isWrittenBy(forumPosts, personId));
  await forgetDraftsBelow(ctx, own.map(actsPath));
}

/** What a moderator removed stays removed by the moderator. Who reported a post, and waits, is told that it is gone. */
async function emptyPosts(ctx: Ctx, personId: PersonId): Promise<void> {
  const reported = await ctx.db
    .selectDistinct({ postId: forumPosts.id })
    .from(forumPosts)
    .innerJoin(forumReports, eq(forumReports.postId, forumPosts.id))
    .where(isWrittenBy(forumPosts, personId));
  const own = ctx.db.select({ id: forumPosts.id }).from(forumPosts).where(isWrittenBy(forumPosts, personId));
  await ctx.db.delete(forumReports).where(and(inArray(forumReports.postId, own), isNotNull(forumReports.decidedAt)));
  await closeReports(
    ctx,
    reported.map(({ postId }) => postId),
    "removed",
  );
  await ctx.db.update(forumReports).set({ details: "" }).where(inArray(forumReports.postId, own));
  await ctx.db
    .update(forumPosts)
    .set({
      hiddenAt: null,
      bodyMarkdown: "",
      bodyHtml: "",
      removedAt: sql`coalesce(${forumPosts.removedAt}, ${ctx.now.toISOString()}::timestamptz)`,
      removedBy: sql`coalesce(${forumPosts.removedBy}, 'author')`,
    })
    .where(isWrittenBy(forumPosts, personId));
  await ctx.db.delete(forumAnswers).where(inArray(forumAnswers.postId, own));
  await ctx.db.delete(forumThanks).where(inArray(forumThanks.postId, own));
  await ctx.db.delete(forumPolls).where(inArray(forumPolls.postId, own));
  const inTheirs = ctx.db.select({ id: forumPosts.topicId }).from(forumPosts).where(eq(forumPosts.namelessBy, personId));
  await settleLatest(ctx, or(eq(forumTopics.lastPostBy, personId), inArray(forumTopics.id, inTheirs))!);
  await ctx.db.update(forumTopics).set({ title: REMOVED_TITLES.author, hiddenAt: null }).where(isWrittenBy(forumTopics, personId));
}
