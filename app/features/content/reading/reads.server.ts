import { and, eq, type SQL, sql } from "drizzle-orm";
import { contentPages, contentReadingStopped, contentReads, contentRevisions } from "#db/schema/content";
import { isGuidancePath } from "~/features/content/pages/page-path";
import { compareParts } from "~/features/content/revisions/revisions.queries.server";
import { findRevision, type Revision } from "~/features/content/revisions/revisions.server";
import { askTogether, firstOf } from "~/lib/ask-together.server";
import { type Ctx, type PersonCtx, personIdOf } from "~/lib/ctx";
import { HOUR, later } from "~/lib/dates";
import { withoutLive } from "~/lib/markdown/directives";
import { plainHtml } from "~/lib/plain-html";
import { inTransaction } from "~/lib/transaction.server";
import { type Read, readBefore } from "./read.policy";

/** A visit that is noted again so much later. */
const VISIT = HOUR;

const isStopped = (personId: string) =>
  sql<boolean>`exists (select from ${contentReadingStopped} where ${contentReadingStopped.personId} = ${personId}::uuid)`;

const { version, seenAt, readAt, sinceVersion, sinceAt } = contentReads;

/** Over a read and its page: what was read before is there to be compared with. */
const isThere = sql<boolean>`exists (select from ${contentRevisions} was where was.page_id = ${contentReads.pageId} and was.taken_out_at is null
  and was.number = case when ${version} < ${contentPages.publishedVersion} then ${version} else ${sinceVersion} end)`;

/** What whoever asks read of a page, in the statement that gives it. Nothing of a visitor, nor of who stopped this. */
export function readOf(ctx: Ctx, path: string): SQL<Read | null> {
  const me = personIdOf(ctx.actor);
  if (!me || !isGuidancePath(path)) return sql<Read | null>`null`;
  return firstOf(
    ctx.db
      .select({ version, seenAt, readAt, sinceVersion, sinceAt, isThere })
      .from(contentReads)
      .innerJoin(contentPages, eq(contentPages.id, contentReads.pageId))
      .where(and(eq(contentReads.personId, me), eq(contentPages.path, path), sql`not ${isStopped(me)}`)),
  );
}

/**
 * Remembers which text of a guide its reader has read, and in which hour: bookkeeping that a GET may write (`design.md`, addresses), once
 * an hour or when the text is another one.
 */
export async function noteRead(ctx: Ctx, page: { id: string; path: string; publishedVersion: number | null }, read: Read | null) {
  const me = personIdOf(ctx.actor);
  if (!me || !isGuidancePath(page.path) || !page.publishedVersion) return;
  if (read?.version === page.publishedVersion && read.readAt > later(ctx.now, -VISIT)) return;
  const now = sql`date_trunc('hour', ${ctx.now.toISOString()}::timestamptz)`;
  const isNew = sql`${contentReads}.version < excluded.version`;
  await ctx.db.execute(sql`
    insert into ${contentReads} (person_id, page_id, version, seen_at, read_at)
    select ${me}::uuid, ${page.id}::uuid, ${page.publishedVersion}::int, ${now}, ${now} where not ${isStopped(me)}
    on conflict (person_id, page_id) do update set
      since_version = case when ${isNew} then ${contentReads}.version else ${contentReads}.since_version end,
      since_at = case when ${isNew} then ${contentReads}.read_at else ${contentReads}.since_at end,
      seen_at = case when ${isNew} then excluded.seen_at else ${contentReads}.seen_at end,
      version = greatest(${contentReads}.version, excluded.version),
      read_at = greatest(${contentReads}.read_at, excluded.read_at)`);
}

/**
 * The words of a page that changed since its reader read it before, with snippets as they are now; null where none did, or where an
 * editor took the earlier text out. Of a page that they may read: to be found first.
 */
export async function compareWithRead(ctx: PersonCtx, page: { id: string; path: string; publishedVersion: number | null }) {
  const { read } = await askTogether(ctx.db, { read: readOf(ctx, page.path) });
  const since = read && page.publishedVersion ? readBefore(read, page.publishedVersion) : null;
  if (!since || !page.publishedVersion) return null;
  const [before, after] = [await findRevision(ctx, page.id, since.version), await findRevision(ctx, page.id, page.publishedVersion)];
  if (!before || !after || before.takenOutAt) return null;
  const earlier = { ...before, bodyHtml: withoutGone(before.bodyHtml, after.bodyHtml) };
  const parts = compareParts(shownText(earlier), shownText(after)).filter(({ changes }) => changes);
  return { at: since.at, parts };
}

/** What is each reader's own is left out: its line names a category that this one may not know. */
function shownText({ title, summary, bodyHtml: stored }: Revision) {
  const bodyHtml = withoutLive(stored);
  return { title, summary, teaser: null, body: plainHtml(bodyHtml), bodyHtml };
}

const PICTURE = /(<a href="\/files\/[^"]*"[^>]*>)?<img data-file="([0-9a-z]{10})"[^>]* alt="([^"]*)"[^>]*>(<\/a>)?/g;

/** With its words in place of each picture that the page holds no more: its readers are not given that file. */
const withoutGone = (before: string, after: string): string =>
  before.replace(PICTURE, (whole, opens = "", code = "", words = "", closes = "") => {
    if (after.includes(`data-file="${code}"`)) return whole;
    return opens && closes ? words : opens + words + closes;
  });

/** Whether it is remembered what somebody reads, and of how many pages. */
export async function getMyReading(ctx: PersonCtx) {
  const me = ctx.actor.personId;
  const pages = sql`(select count(*)::int from ${contentReads} where ${contentReads.personId} = ${me}::uuid)`;
  // each within another: of what stands in a selection itself drizzle leaves out the table's name
  return askTogether(ctx.db, { isStopped: sql<boolean>`${isStopped(me)}`, pages: sql<number>`${pages}` });
}

/** Forgets what somebody read, and remembers it no more. */
export async function stopRemembering(ctx: PersonCtx): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await ctx.db.insert(contentReadingStopped).values({ personId: ctx.actor.personId, stoppedAt: ctx.now }).onConflictDoNothing();
    await ctx.db.delete(contentReads).where(eq(contentReads.personId, ctx.actor.personId));
  });
}

/** Remembers what somebody reads from now on. */
export async function startRemembering(ctx: PersonCtx): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    // what was on its way when they stopped
    await ctx.db.delete(contentReads).where(and(eq(contentReads.personId, ctx.actor.personId), isStopped(ctx.actor.personId)));
    await ctx.db.delete(contentReadingStopped).where(eq(contentReadingStopped.personId, ctx.actor.personId));
  });
}
