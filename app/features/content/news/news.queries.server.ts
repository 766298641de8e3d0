import { and, desc, type SQL, sql } from "drizzle-orm";
import { contentPages } from "#db/schema/content";
import { articlePath } from "~/features/content/pages/page-path";
import { asVisitor, readable } from "~/features/content/pages/readable.server";
import { below } from "~/features/content/pages/tree.server";
import { readersColumns } from "~/features/permissions/readers.queries.server";
import { scopeOf } from "~/features/permissions/scope.server";
import type { Ctx } from "~/lib/ctx";
import { type Cursor, cursorOf, pageOf, readCursor } from "~/lib/pages";

const PER_PAGE = 20;
const IN_FEED = 20;
const NEWS = "news";
export const underNews = below(NEWS);
export const newsOrder = [desc(contentPages.publishedAt), desc(contentPages.path)];

/** Articles, newest first. `after` is what the page before gave as `next`. */
export async function listNews(ctx: Ctx, after: string | null) {
  const cursor = readCursor(after, SLUG);
  const found = await selectNews(ctx, cursor ? olderThan(cursor) : undefined, PER_PAGE + 1);
  const keyOf = ({ publishedAt, path }: (typeof found)[number]) => cursorOf({ at: publishedAt!, tie: path.slice(NEWS.length + 1) });
  const { rows: articles, next } = pageOf(found, PER_PAGE, keyOf);
  return { articles, next };
}

export const listLatestNews = (ctx: Ctx, limit: number) => selectNews(ctx, undefined, limit);

/** The latest articles for everybody, with their texts: a visitor's view, whoever asks. */
export function listFeed(ctx: Ctx) {
  const { code, path, title, summary, bodyHtml, publishedAt, updatedAt } = contentPages;
  return ctx.db
    .select({ code, path, title, summary, bodyHtml, publishedAt, updatedAt })
    .from(contentPages)
    .innerJoin(...scopeOf(contentPages.scopeId))
    .where(and(underNews, readable(asVisitor(ctx))))
    .orderBy(...newsOrder)
    .limit(IN_FEED);
}

function selectNews(ctx: Ctx, where: SQL | undefined, limit: number) {
  const { path, title, summary, publishedAt } = contentPages;
  return ctx.db
    .select({ path, title, summary, publishedAt, audience: readersColumns.audience })
    .from(contentPages)
    .innerJoin(...scopeOf(contentPages.scopeId))
    .where(and(underNews, where, readable(ctx)))
    .orderBy(...newsOrder)
    .limit(limit);
}

const SLUG = /^[a-z0-9-]{1,200}$/;

/** Says where the page before ended in its own words: an address that is looked up would tell whether it is there. */
const olderThan = ({ at, tie }: Cursor): SQL =>
  sql`(${contentPages.publishedAt}, ${contentPages.path}) < (${at.toISOString()}::timestamptz, ${articlePath(tie)})`;
