import { and, asc, eq, gt, inArray, or, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { forumPostRevisions, forumPosts, forumTopics } from "#db/schema/forum";
import { persons } from "#db/schema/people";
import type { Ctx, PersonId } from "~/lib/ctx";
import { renderMarkdown } from "~/lib/markdown.server";
import { inTransaction } from "~/lib/transaction.server";
import { nameRemover, quoteRemover, spellingsOf } from "./leaver-text";

const BATCH = 500;
const REMOVED_TITLE = "[removed by its author]";

/**
 * The forum's part of an erasure (`design.md`, rule 11); called while the person's names are still there. `keep`: their posts stay, under no name.
 * `delete`: posts become stubs. Either way their revisions go, and their name in what others wrote; with `delete` also what others quoted of them.
 */
export async function erasePosts(ctx: Ctx, personId: PersonId, choice: "keep" | "delete"): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    // every text of the forum may be looked at
    await ctx.db.execute(sql`set local statement_timeout = '5min'`);
    const names = await listNames(ctx, personId);
    const texts = choice === "delete" ? await listTexts(ctx, personId) : [];
    await deleteRevisions(ctx, personId);
    if (choice === "delete") await emptyPosts(ctx, personId);

    const withoutNames = nameRemover(names);
    const withoutQuotes = choice === "delete" ? quoteRemover(names, texts) : (text: string) => text;
    const forget: Forget = {
      personId,
      names,
      quotes: texts.length > 0,
      text: (text) => withoutNames(withoutQuotes(text)),
      words: withoutNames,
    };
    await rewritePosts(ctx, forget);
    await rewriteRevisions(ctx, forget);
    await rewriteTitles(ctx, forget);
  });
}

type Forget = {
  personId: PersonId;
  names: string[];
  quotes: boolean;
  /** A Markdown text, and a line of plain words, as they may stay. */
  text: (markdown: string) => string;
  words: (line: string) => string;
};

async function listNames(ctx: Ctx, personId: PersonId): Promise<string[]> {
  const [person] = await ctx.db
    .select({ fullName: persons.fullName, displayName: persons.displayName })
    .from(persons)
    .where(eq(persons.id, personId));
  return [...new Set([person?.fullName?.trim(), person?.displayName?.trim()])].filter((name): name is string => Boolean(name));
}

async function listTexts(ctx: Ctx, personId: PersonId): Promise<string[]> {
  const own = eq(forumPosts.authorId, personId);
  const now = await ctx.db.select({ text: forumPosts.bodyMarkdown }).from(forumPosts).where(own);
  const before = await ctx.db
    .select({ text: forumPostRevisions.bodyMarkdown })
    .from(forumPostRevisions)
    .innerJoin(forumPosts, eq(forumPosts.id, forumPostRevisions.postId))
    .where(own);
  const titles = await ctx.db.select({ text: forumTopics.title }).from(forumTopics).where(eq(forumTopics.authorId, personId));
  return [...now, ...before, ...titles].map(({ text }) => text).filter(Boolean);
}

async function deleteRevisions(ctx: Ctx, personId: PersonId): Promise<void> {
  const own = ctx.db.select({ id: forumPosts.id }).from(forumPosts).where(eq(forumPosts.authorId, personId));
  await ctx.db.delete(forumPostRevisions).where(inArray(forumPostRevisions.postId, own));
}

/** What a moderator removed stays removed by the moderator. */
async function emptyPosts(ctx: Ctx, personId: PersonId): Promise<void> {
  await ctx.db
    .update(forumPosts)
    .set({
      bodyMarkdown: "",
      bodyHtml: "",
      removedAt: sql`coalesce(${forumPosts.removedAt}, ${ctx.now.toISOString()}::timestamptz)`,
      removedBy: sql`coalesce(${forumPosts.removedBy}, 'author')`,
      removedWhy: null,
    })
    .where(eq(forumPosts.authorId, personId));
  await ctx.db.update(forumTopics).set({ title: REMOVED_TITLE }).where(eq(forumTopics.authorId, personId));
}

async function rewritePosts(ctx: Ctx, forget: Forget): Promise<void> {
  const { id, bodyMarkdown, removedWhy } = forumPosts;
  await inBatches(async (after) => {
    const found = await ctx.db
      .select({ id, bodyMarkdown, removedWhy })
      .from(forumPosts)
      .where(and(gt(id, after), byOthers(forget), or(names(removedWhy, forget), mayRepeat(bodyMarkdown, forumPosts.topicId, forget))))
      .orderBy(asc(id))
      .limit(BATCH)
      .for("update");
    for (const post of found) {
      const why = post.removedWhy && forget.words(post.removedWhy);
      const text = forget.text(post.bodyMarkdown);
      if (text === post.bodyMarkdown && why === post.removedWhy) continue;
      await ctx.db
        .update(forumPosts)
        .set({ ...rendered(text), removedWhy: why })
        .where(eq(id, post.id));
    }
    return found;
  });
}

async function rewriteRevisions(ctx: Ctx, forget: Forget): Promise<void> {
  const { id, bodyMarkdown } = forumPostRevisions;
  await inBatches(async (after) => {
    const found = await ctx.db
      .select({ id, bodyMarkdown })
      .from(forumPostRevisions)
      .innerJoin(forumPosts, eq(forumPosts.id, forumPostRevisions.postId))
      .where(and(gt(id, after), byOthers(forget), mayRepeat(bodyMarkdown, forumPosts.topicId, forget)))
      .orderBy(asc(id))
      .limit(BATCH);
    for (const revision of found) {
      const text = forget.text(revision.bodyMarkdown);
      if (text !== revision.bodyMarkdown) await ctx.db.update(forumPostRevisions).set(rendered(text)).where(eq(id, revision.id));
    }
    return found;
  });
}

/** Titles that others gave. With `keep` the person's own titles stay as they wrote them. */
async function rewriteTitles(ctx: Ctx, forget: Forget): Promise<void> {
  const { id, title, authorId } = forumTopics;
  const found = await ctx.db
    .select({ id, title })
    .from(forumTopics)
    .where(and(sql`${authorId} is distinct from ${forget.personId}`, names(title, forget)));
  for (const topic of found)
    await ctx.db
      .update(forumTopics)
      .set({ title: forget.words(topic.title) })
      .where(eq(id, topic.id));
}

async function inBatches(rewrite: (after: string) => Promise<{ id: string }[]>): Promise<void> {
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const found = await rewrite(after);
    if (found.length < BATCH) return;
    after = found.at(-1)!.id;
  }
}

function rendered(text: string) {
  const { html, version } = renderMarkdown(text);
  return { bodyMarkdown: text, bodyHtml: html, rendererVersion: version };
}

const byOthers = ({ personId }: Forget): SQL => sql`${forumPosts.authorId} is distinct from ${personId}`;

/** Texts that name the person. */
function names(text: AnyPgColumn, forget: Forget): SQL {
  const spellings = spellingsOf(forget.names).map((spelling) => sql`position(lower(${spelling}) in lower(${text})) > 0`);
  return or(...spellings) ?? sql`false`;
}

/** Texts to be looked at: those that name the person, quote anybody, or stand in a topic where the person wrote. */
function mayRepeat(text: AnyPgColumn, topicId: AnyPgColumn, forget: Forget): SQL {
  if (!forget.quotes) return names(text, forget);
  return sql`(${names(text, forget)} or ${text} ~ '(^|\n)\\s*>'
    or exists (select from ${forumPosts} as own where own.topic_id = ${topicId} and own.author_id = ${forget.personId}))`;
}
