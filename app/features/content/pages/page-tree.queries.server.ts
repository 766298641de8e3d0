import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { contentListings, contentPages } from "#db/schema/content";
import { isOneOf } from "~/lib/ask-together.server";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { pageOf } from "~/lib/pages";
import { demandEditor } from "./demand-editor";
import { selectListed } from "./manage.queries.server";
import { MOST_COUNTED } from "./page-list";
import { ancestorPaths } from "./page-path";
import { childOf, isKept, listingOfPage } from "./tree.server";

const PER_PAGE = 50;

/** A step of the tree: the page that is opened with the way to it, the pages right below it, and how many are below each. */
export async function browseTree(ctx: Ctx, at: string | null, after: string | null) {
  demandEditor(ctx);
  const [way, home] = await Promise.all([at ? findWay(ctx, at) : [], findHome(ctx)]);
  const path = way.at(-1)?.path ?? "";
  const { position, title, id } = contentPages;
  const from = sql`(${position}, ${title}, ${id}) > (select cursor_.position, cursor_.title, cursor_.id from ${contentPages} cursor_ where cursor_.code = ${after})`;
  const found = await selectListed(ctx)
    .where(and(childOf(path), isKept, after ? from : undefined))
    .orderBy(asc(position), asc(title), asc(id))
    .limit(PER_PAGE + 1);
  const { rows, next } = pageOf(found, PER_PAGE, ({ code }) => code);
  const below = await countBelowEach(
    ctx,
    rows.map((page) => page.id),
  );
  return { way, home, pages: rows.map((page) => ({ ...page, below: below.get(page.id) ?? 0 })), next };
}

/** The home page is above all, and below none. */
async function findHome(ctx: Ctx) {
  const [home] = await ctx.db
    .select({ code: contentPages.code, title: contentListings.title })
    .from(contentPages)
    .innerJoin(...listingOfPage)
    .where(and(eq(contentPages.path, ""), isKept));
  return home ?? null;
}

/** The page and those above it, highest first. @throws NotFoundError */
async function findWay(ctx: Ctx, code: string) {
  const { path, code: named } = contentPages;
  const select = () =>
    ctx.db
      .select({ code: named, path, title: contentListings.title })
      .from(contentPages)
      .innerJoin(...listingOfPage);
  const [page] = await select().where(and(eq(named, code), isKept));
  if (!page) throw new NotFoundError("page");
  const above = ancestorPaths(page.path);
  const found = above.length > 0 ? await select().where(inArray(path, above)).orderBy(asc(path)) : [];
  return [...found, page];
}

/** As far as is counted: a page with more below it is one of many. */
async function countBelowEach(ctx: Ctx, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const { id } = contentPages;
  // "0" follows "/" in byte order
  const counted = sql<number>`(select count(*)::int from (select from ${contentPages} lower_
    where lower_.path ~>=~ (content_pages.path || '/') and lower_.path ~<~ (content_pages.path || '0') and lower_.trashed_at is null limit ${MOST_COUNTED + 1}) lowers)`;
  const rows = await ctx.db.select({ id, below: counted }).from(contentPages).where(isOneOf(id, ids));
  return new Map(rows.map(({ id, below }) => [id, below]));
}
