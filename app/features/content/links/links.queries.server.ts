import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { contentLinks, contentListings, contentPages, contentRedirects, contentSnippets } from "#db/schema/content";
import { demandEditor } from "~/features/content/pages/demand-editor";
import { isKept, listingOfPage } from "~/features/content/pages/tree.server";
import type { Ctx } from "~/lib/ctx";
import { MOST_LINKS } from "./most-links";

type Target = { id: string; path: string };

/** The texts that lead to a page, by an earlier address of it too: what readers have, or the newest draft. */
const textsTo = (ctx: Ctx, { id, path }: Target) => {
  const earlier = ctx.db.select({ path: contentRedirects.path }).from(contentRedirects).where(eq(contentRedirects.pageId, id));
  const leads = sql`${contentLinks.path} = any(array(${earlier}) || ${path}::text)`;
  return ctx.db
    .select({ kind: contentLinks.kind, holderId: contentLinks.holderId })
    .from(contentLinks)
    .where(and(leads, sql`${contentLinks.holderId} <> ${id}`))
    .limit(MOST_LINKS)
    .as("text_");
};

/** The pages and snippets from which a page is linked, and the pages that it replaced. @throws ForbiddenError */
export async function listLinksTo(ctx: Ctx, page: Target) {
  demandEditor(ctx);
  const text = textsTo(ctx, page);
  const { code, path, archivedAt } = contentPages;
  const columns = { code, path, title: contentListings.title };
  const [pages, snippets, replaced] = await Promise.all([
    ctx.db
      .select({ ...columns, isRead: sql<boolean>`(bool_or(${text.kind} = 'page') and ${archivedAt} is null)` })
      .from(text)
      .innerJoin(contentPages, and(eq(contentPages.id, text.holderId), isKept))
      .innerJoin(...listingOfPage)
      .where(sql`${text.kind} <> 'snippet'`)
      .groupBy(contentPages.id, contentListings.pageId)
      .orderBy(asc(path)),
    ctx.db
      .select({ name: contentSnippets.name, title: contentSnippets.title })
      .from(text)
      .innerJoin(contentSnippets, and(eq(contentSnippets.id, text.holderId), sql`${text.kind} = 'snippet'`))
      .orderBy(asc(contentSnippets.name)),
    listReplaced(ctx, page),
  ]);
  return { pages, snippets, replaced };
}

/** The pages that a page replaced, also one in the trash. @throws ForbiddenError */
export async function listReplaced(ctx: Ctx, page: { id: string }) {
  demandEditor(ctx);
  const { code, path, supersededById } = contentPages;
  return ctx.db
    .select({ code, path, title: contentListings.title })
    .from(contentPages)
    .innerJoin(...listingOfPage)
    .where(and(eq(supersededById, page.id), isKept))
    .orderBy(asc(path))
    .limit(MOST_LINKS);
}

/** How many pages readers have from which this one is linked, as far as is looked at. @throws ForbiddenError */
export async function countLinksTo(ctx: Ctx, page: Target): Promise<number> {
  demandEditor(ctx);
  const text = textsTo(ctx, page);
  const [row] = await ctx.db
    .select({ count: sql<number>`count(distinct ${contentPages.id})::int` })
    .from(text)
    .innerJoin(contentPages, and(eq(contentPages.id, text.holderId), isKept, isNull(contentPages.archivedAt)))
    .where(eq(text.kind, "page"));
  return row!.count;
}

/** Where a page was before: these addresses lead to it. @throws ForbiddenError */
export async function listRedirects(ctx: Ctx, page: { id: string }) {
  demandEditor(ctx);
  const { path, createdAt, pageId } = contentRedirects;
  return ctx.db.select({ path, createdAt }).from(contentRedirects).where(eq(pageId, page.id)).orderBy(asc(path)).limit(MOST_LINKS);
}
