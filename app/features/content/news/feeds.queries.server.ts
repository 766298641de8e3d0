import { and, desc, type SQL, sql } from "drizzle-orm";
import { contentPages } from "#db/schema/content";
import { isAbout, subjectsOfPage } from "~/features/content/pages/page-interests.server";
import { pageAddress } from "~/features/content/pages/page-path";
import { asVisitor, readable } from "~/features/content/pages/readable.server";
import { below } from "~/features/content/pages/tree.server";
import { scopeOf } from "~/features/permissions/scope.server";
import type { FeedEntry } from "~/lib/atom-feed";
import type { Ctx } from "~/lib/ctx";
import { newsOrder, underNews } from "./news.queries.server";

const IN_FEED = 20;
const LATEST_CHANGE = [desc(sql`coalesce(${contentPages.changedAt}, ${contentPages.publishedAt})`), desc(contentPages.path)];

/** The latest articles for everybody. */
export const newsFeed = (ctx: Ctx) => entriesOf(ctx, underNews, newsOrder);

/** Guidance for everybody that is new, or says something else than it did: small changes are none. */
export const guidanceFeed = (ctx: Ctx) => entriesOf(ctx, below("guidance"), LATEST_CHANGE);

/** The same of what is about a subject, guidance and news. */
export const subjectFeed = (ctx: Ctx, interest: string) => entriesOf(ctx, isAbout(sql<string[]>`array[${interest}]`), LATEST_CHANGE);

/** With their texts: a visitor's view, whoever asks, since whoever fetches feeds for many shares them. */
async function entriesOf(ctx: Ctx, where: SQL, order: readonly SQL[]): Promise<FeedEntry[]> {
  const { code, path, title, summary, bodyHtml, publishedAt, updatedAt } = contentPages;
  const found = await ctx.db
    .select({ code, path, title, summary, bodyHtml, publishedAt, updatedAt, subjects: subjectsOfPage })
    .from(contentPages)
    .innerJoin(...scopeOf(contentPages.scopeId))
    .where(and(where, readable(asVisitor(ctx))))
    .orderBy(...order)
    .limit(IN_FEED);
  return found.map(({ path, bodyHtml, publishedAt, ...entry }) => ({
    ...entry,
    href: pageAddress(path),
    html: bodyHtml,
    publishedAt: publishedAt ?? entry.updatedAt,
  }));
}
