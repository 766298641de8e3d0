import { and, asc, desc, eq, isNotNull, lt, sql } from "drizzle-orm";
import { contentListings, contentPages } from "#db/schema/content";
import { demandEditor } from "~/features/content/pages/demand-editor";
import { listingOfPage, within } from "~/features/content/pages/tree.server";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { pageOf } from "~/lib/pages";

const PER_PAGE = 50;

const { id, code, path, trashedAt } = contentPages;
const { title } = contentListings;

/** What went to the trash, the latest first: a page stands for those below that went with it. */
export async function listTrash(ctx: Ctx, after: string | null) {
  demandEditor(ctx);
  const wentWithAnother = sql`exists (select from ${contentPages} up where up.path = ${contentPages.parent} and up.trashed_at = ${trashedAt})`;
  const from = sql`(${trashedAt}, ${id}) < (select cursor_.trashed_at, cursor_.id from ${contentPages} cursor_ where cursor_.code = ${after})`;
  const found = await ctx.db
    .select({ code, path, title, trashedAt: sql<Date>`${trashedAt}`.mapWith(trashedAt) })
    .from(contentPages)
    .innerJoin(...listingOfPage)
    .where(and(isNotNull(trashedAt), sql`not ${wentWithAnother}`, after ? from : undefined))
    .orderBy(desc(trashedAt), desc(id))
    .limit(PER_PAGE + 1);
  const { rows: pages, next } = pageOf(found, PER_PAGE, (last) => last.code);
  return { pages, next };
}

/**
 * One page of the trash, the pages that went with it, no more of them than go at once, and how many of the trash are below it, from earlier
 * too: they are deleted with it. @throws NotFoundError
 */
export async function getTrashed(ctx: Ctx, named: string) {
  demandEditor(ctx);
  const [page] = await ctx.db
    .select({
      id,
      code,
      path,
      title,
      trashedAt: sql<Date>`${trashedAt}`.mapWith(trashedAt),
      publishedVersion: contentPages.publishedVersion,
    })
    .from(contentPages)
    .innerJoin(...listingOfPage)
    .where(and(eq(code, named), isNotNull(trashedAt)));
  if (!page) throw new NotFoundError("page");
  const { publishedVersion, ...shown } = page;
  const along = await ctx.db
    .select({ code, path, title })
    .from(contentPages)
    .innerJoin(...listingOfPage)
    .where(and(within(page.path), sql`${code} <> ${named}`, eq(trashedAt, page.trashedAt)))
    .orderBy(asc(path));
  const below = await ctx.db.$count(contentPages, and(within(page.path), sql`${code} <> ${named}`, isNotNull(trashedAt)));
  return { ...shown, below, wasRead: publishedVersion !== null, along };
}

/** Which pages are deleted with one of the trash, without a lock: what hangs on them is locked before they are. */
export async function listTrashedWith(ctx: Ctx, named: string): Promise<string[]> {
  const [root] = await ctx.db
    .select({ path })
    .from(contentPages)
    .where(and(eq(code, named), isNotNull(trashedAt)));
  if (!root) return [];
  const pages = await ctx.db
    .select({ id })
    .from(contentPages)
    .where(and(within(root.path), isNotNull(trashedAt)));
  return pages.map((page) => page.id);
}

/** Pages whose days in the trash are over, for whoever deletes them: some, the longest there first. */
export function listTrashedBefore(ctx: Ctx, before: Date, limit: number) {
  return ctx.db.select({ code }).from(contentPages).where(lt(trashedAt, before)).orderBy(asc(trashedAt)).limit(limit);
}
