import { and, asc, eq, gt, or, type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, alias } from "drizzle-orm/pg-core";
import { forumMailedReplies } from "#db/schema/forum/mailed";
import { forumModerations, forumReports } from "#db/schema/forum/moderation";
import { forumPolls } from "#db/schema/forum/polls";
import { forumPostRevisions, forumPosts, forumQuotes } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { rewriteDrafts } from "~/features/drafts/rewrite-drafts.server";
import { renderWithFiles } from "~/features/files/render-with-files.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { renderMarkdown } from "~/lib/markdown.server";
import { isWrittenBy } from "./author.queries.server";
import { forgetQuotes, settleQuotes } from "./forget-quotes.server";
import { type LeaverName, spellingsOf, type Written } from "./leaver-text";

export const BATCH = 500;

export type Forget = {
  personId: PersonId;
  names: LeaverName[];
  /** Whether what others quoted goes too. */
  quotes: boolean;
  /** A Markdown text, and a line of plain words, as they may stay. */
  text: (markdown: string, written: Written) => string;
  words: (line: string) => string;
};

/**
 * Takes a leaver out of what others wrote: posts, the texts before their edits, what moderators put aside and said about it, titles, and
 * what is begun and not sent. It counts as no edit, and keeps no text before it. Rows are locked as they are read: what somebody writes
 * meanwhile is waited for.
 */
export async function rewriteOthers(ctx: Ctx, forget: Forget): Promise<void> {
  // topics before what stands in them, as every command locks them
  await rewriteTitles(ctx, forget);
  const rewritten = await rewritePosts(ctx, forget);
  await rewritePolls(ctx, forget);
  await rewriteRevisions(ctx, forget);
  await rewriteQuotes(ctx, forget);
  // what went out of a post goes out of what quotes it
  await forgetQuotes(ctx, rewritten);
  await rewriteModerations(ctx, forget);
  await rewriteReports(ctx, forget);
  await rewriteMailed(ctx, forget);
  await rewriteDrafts(ctx, {
    except: forget.personId,
    below: /^\/(forum|comments)\//,
    field: (name, typed) => (name === "body" ? forget.text(typed, { at: ctx.now, changed: ctx.now }) : forget.words(typed)),
  });
}

/** What others said when they reported a post. */
async function rewriteReports(ctx: Ctx, forget: Forget): Promise<void> {
  const { id, details } = forumReports;
  const found = await ctx.db.select({ id, details }).from(forumReports).where(namesIn(details, forget.names));
  for (const report of found)
    await ctx.db
      .update(forumReports)
      .set({ details: forget.words(report.details) })
      .where(eq(id, report.id));
}

/** What waits to be given back to others who answered by mail. */
async function rewriteMailed(ctx: Ctx, forget: Forget): Promise<void> {
  const { id, body, takenAt } = forumMailedReplies;
  const found = await ctx.db
    .select({ id, body, at: takenAt, changed: takenAt })
    .from(forumMailedReplies)
    .where(namesIn(body, forget.names));
  for (const mailed of found)
    await ctx.db
      .update(forumMailedReplies)
      .set({ body: forget.text(mailed.body, mailed) })
      .where(eq(id, mailed.id));
}

async function rewritePosts(ctx: Ctx, forget: Forget): Promise<string[]> {
  const rewritten: string[] = [];
  const { id, bodyMarkdown, bodyHtml } = forumPosts;
  await inBatches(async (after) => {
    const found = await ctx.db
      .select({ id, bodyMarkdown, bodyHtml, ...written(forumPosts.editedAt) })
      .from(forumPosts)
      .where(and(gt(id, after), byOthers(forget), mayRepeat(bodyMarkdown, forumPosts.topicId, forget)))
      .orderBy(asc(id))
      .limit(BATCH)
      .for("update");
    for (const post of found) {
      const text = forget.text(post.bodyMarkdown, post);
      if (text === post.bodyMarkdown) continue;
      await ctx.db
        .update(forumPosts)
        .set(await rendered(ctx, text, post.bodyHtml))
        .where(eq(id, post.id));
      rewritten.push(post.id);
    }
    return found;
  });
  return rewritten;
}

/** What others asked, and what they let choose. */
async function rewritePolls(ctx: Ctx, forget: Forget): Promise<void> {
  const { postId, question, options } = forumPolls;
  const found = await ctx.db
    .select({ postId, question, options })
    .from(forumPolls)
    .innerJoin(forumPosts, eq(forumPosts.id, postId))
    .where(and(byOthers(forget), or(namesIn(question, forget.names), namesIn(sql`array_to_string(${options}, ' ')`, forget.names))));
  for (const poll of found) await ctx.db.update(forumPolls).set(wordsOfPoll(poll, forget)).where(eq(postId, poll.postId));
}

/** The words of a poll as they may stay. */
export const wordsOfPoll = ({ question, options }: { question: string; options: string[] }, forget: Forget) => ({
  question: forget.words(question),
  options: options.map(forget.words),
});

async function rewriteRevisions(ctx: Ctx, forget: Forget): Promise<void> {
  const { id, title, bodyMarkdown, bodyHtml } = forumPostRevisions;
  await inBatches(async (after) => {
    const found = await ctx.db
      .select({ id, title, bodyMarkdown, bodyHtml, ...written(forumPostRevisions.replacedAt) })
      .from(forumPostRevisions)
      .innerJoin(forumPosts, eq(forumPosts.id, forumPostRevisions.postId))
      .where(and(gt(id, after), byOthers(forget), or(namesIn(title, forget.names), mayRepeat(bodyMarkdown, forumPosts.topicId, forget))))
      .orderBy(asc(id))
      .limit(BATCH)
      .for("update", { of: forumPostRevisions });
    for (const revision of found) {
      const text = forget.text(revision.bodyMarkdown, revision);
      if (text !== revision.bodyMarkdown)
        await ctx.db
          .update(forumPostRevisions)
          .set(await rendered(ctx, text, revision.bodyHtml))
          .where(eq(id, revision.id));
      if (revision.title)
        await ctx.db
          .update(forumPostRevisions)
          .set({ title: forget.words(revision.title) })
          .where(eq(id, revision.id));
    }
    return found;
  });
}

/**
 * Words of others that somebody quotes, as they stand in the quoted post by now. The leaver's own posts that stay hold their name as they
 * wrote it: of a quote that holds it stays which post it answers.
 */
async function rewriteQuotes(ctx: Ctx, forget: Forget): Promise<void> {
  const { id, quotedId, bodyMarkdown, bodyHtml } = forumQuotes;
  await inBatches(async (after) => {
    const found = await ctx.db
      .select({ id, quotedId, bodyMarkdown, bodyHtml, isOwn: sql<boolean>`not ${byOthers(forget)}`, ...written(forumPosts.editedAt) })
      .from(forumQuotes)
      .innerJoin(forumPosts, eq(forumPosts.id, forumQuotes.quotedId))
      .where(and(gt(id, after), mayRepeat(bodyMarkdown, forumPosts.topicId, forget)))
      .orderBy(asc(id))
      .limit(BATCH)
      .for("update", { of: forumQuotes });
    for (const quote of found) {
      const text = quote.isOwn ? forget.words(quote.bodyMarkdown) : forget.text(quote.bodyMarkdown, quote);
      if (text === quote.bodyMarkdown) continue;
      await ctx.db
        .update(forumQuotes)
        .set(quote.isOwn ? { isAnswer: true, isSaid: false, bodyMarkdown: "", bodyHtml: "" } : quotedAs(text))
        .where(eq(id, quote.id));
      await settleQuotes(ctx, [quote.quotedId]);
    }
    return found;
  });
}

async function rewriteModerations(ctx: Ctx, forget: Forget): Promise<void> {
  const { id, reason, originalMarkdown, originalTitle, appeal, decisionWhy } = forumModerations;
  const naming = [reason, originalTitle, appeal, decisionWhy].map((words) => namesIn(words, forget.names));
  await inBatches(async (after) => {
    const found = await ctx.db
      .select({ id, reason, originalMarkdown, originalTitle, appeal, decisionWhy, ...written(forumModerations.at) })
      .from(forumModerations)
      .innerJoin(forumPosts, eq(forumPosts.id, forumModerations.postId))
      .where(and(gt(id, after), byOthers(forget), or(...naming, mayRepeat(originalMarkdown, forumPosts.topicId, forget))))
      .orderBy(asc(id))
      .limit(BATCH)
      .for("update", { of: forumModerations });
    for (const act of found)
      await ctx.db
        .update(forumModerations)
        .set({
          reason: forget.words(act.reason),
          originalMarkdown: forget.text(act.originalMarkdown, act),
          originalTitle: act.originalTitle && forget.words(act.originalTitle),
          appeal: act.appeal && forget.words(act.appeal),
          decisionWhy: act.decisionWhy && forget.words(act.decisionWhy),
        })
        .where(eq(id, act.id));
    return found;
  });
}

/** Titles that others gave. With `keep` the person's own titles stay as they wrote them. */
async function rewriteTitles(ctx: Ctx, forget: Forget): Promise<void> {
  const { id, title } = forumTopics;
  const found = await ctx.db
    .select({ id, title })
    .from(forumTopics)
    .where(and(sql`${isWrittenBy(forumTopics, forget.personId)} is not true`, namesIn(title, forget.names)));
  for (const topic of found)
    await ctx.db
      .update(forumTopics)
      .set({ title: forget.words(topic.title) })
      .where(eq(id, topic.id));
}

/** Each row once, by its id; what is locked is locked in that order. */
export async function inBatches(rewrite: (after: string) => Promise<{ id: string }[]>): Promise<void> {
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const found = await rewrite(after);
    if (found.length < BATCH) return;
    after = found.at(-1)!.id;
  }
}

function quotedAs(text: string) {
  const { html, version } = renderMarkdown(text);
  return { bodyMarkdown: text, bodyHtml: html, rendererVersion: version };
}

async function rendered(ctx: Ctx, text: string, before: string) {
  const { html, version } = await renderWithFiles(ctx, text, { before });
  return { bodyMarkdown: text, bodyHtml: html, rendererVersion: version };
}

/** When a post was written, and when at the latest its text that is looked at came to stand so. */
const written = (changed: AnyPgColumn) => ({
  at: forumPosts.createdAt,
  changed: sql`coalesce(${changed}, ${forumPosts.createdAt})`.mapWith(forumPosts.createdAt),
});

const byOthers = ({ personId }: Forget): SQL => sql`(${isWrittenBy(forumPosts, personId)} is not true)`;

/** Texts that name the person. */
export function namesIn(text: AnyPgColumn | SQL, names: readonly LeaverName[]): SQL {
  const spellings = spellingsOf(names).map((spelling) => sql`position(lower(${spelling}) in lower(${text})) > 0`);
  return or(...spellings) ?? sql`false`;
}

const own = alias(forumPosts, "own");

/** Texts to be looked at: those that name the person, quote anybody, or stand in a topic where the person wrote. */
function mayRepeat(text: AnyPgColumn, topicId: AnyPgColumn, forget: Forget): SQL {
  if (!forget.quotes) return namesIn(text, forget.names);
  return sql`(${namesIn(text, forget.names)} or ${text} ~ '(^|\n)\\s*>'
    or exists (select from ${forumPosts} as own where ${own.topicId} = ${topicId} and ${isWrittenBy(own, forget.personId)}))`;
}
