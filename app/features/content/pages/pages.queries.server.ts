import { and, asc, desc, eq, inArray, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import { contentPages, contentRedirects } from "#db/schema/content";
import type { Read } from "~/features/content/reading/read.policy";
import { readOf } from "~/features/content/reading/reads.server";
import type { PageLink, PageTeaser, PageView, Successor } from "~/features/content/types";
import { isFor, readersColumns } from "~/features/permissions/readers.queries.server";
import { scopeOf, visibleTo } from "~/features/permissions/scope.server";
import { askTogether, firstOf, foundBy } from "~/lib/ask-together.server";
import type { Ctx } from "~/lib/ctx";
import { GoneError, NotFoundError } from "~/lib/errors";
import { interestsOfPage } from "./page-interests.server";
import { ancestorPaths, isArticlePath, isPagePath, parentPath } from "./page-path";
import { asVisitor, current, published, readable } from "./readable.server";
import { checkedBy, checker, isOverdue, isSuperseded } from "./reviews.server";
import { below, childOf } from "./tree.server";

const GUIDANCE = "guidance";
export const underGuidance = below(GUIDANCE);

const hasTeaser = () => and(isFor("members"), isNotNull(contentPages.teaser));

/** A page that can be read, with its keys: for its editors' address, and for the comments under it. */
export type FoundPage = PageView & {
  id: string;
  code: string;
  scopeId: string;
  publishedVersion: number | null;
  changedVersion: number | null;
  changedAt: Date | null;
};

export async function findPage(ctx: Ctx, path: string): Promise<FoundPage | null> {
  const [page] = isPagePath(path) ? await selectPage(ctx, path) : [];
  return page?.isArchived ? null : (page ?? null);
}

type Found = { page: FoundPage; around: Surroundings; successor: Successor | null; read: Read | null };

/**
 * A page with those around it, what is told of it to those who may not read it, or where it is now. Hidden and absent are the same.
 * @throws NotFoundError, GoneError where somebody could read it before it was taken down
 */
export async function getPage(ctx: Ctx, path: string): Promise<Found | { teaser: PageTeaser } | { movedTo: string }> {
  const { page, ...beside } = isPagePath(path)
    ? await askTogether(ctx.db, {
        page: firstOf(selectPage(ctx, path)),
        around: surroundingsOf(ctx, path),
        successor: firstOf(selectSuccessor(ctx, path)),
        read: readOf(ctx, path),
      })
    : { page: null };
  if (page?.isArchived) throw new GoneError("page");
  if (page) return { page, ...(beside as Omit<Found, "page">) };
  const teaser = await findTeaser(ctx, path);
  if (teaser) return { teaser };
  const movedTo = await findMovedTo(ctx, path);
  if (movedTo !== null) return { movedTo };
  throw new NotFoundError("page");
}

function selectPage(ctx: Ctx, path: string) {
  const { id, code, scopeId, title, summary, bodyHtml, publishedAt, reviewedAt, reviewDueAt } = contentPages;
  const { publishedVersion, changedVersion, changedAt } = contentPages;
  return ctx.db
    .select({
      id,
      code,
      scopeId,
      path: contentPages.path,
      title,
      summary,
      bodyHtml,
      audience: readersColumns.audience,
      publishedAt,
      ...{ publishedVersion, changedVersion, changedAt },
      reviewedAt,
      reviewedBy: checkedBy(ctx),
      reviewDueAt,
      isOverdue: isOverdue(ctx),
      isSuperseded,
      interests: interestsOfPage,
      isArchived: sql<boolean>`${contentPages.archivedAt} is not null`,
    })
    .from(contentPages)
    .innerJoin(...scopeOf(contentPages.scopeId))
    .leftJoin(...checker.of(contentPages.authorId))
    .where(and(eq(contentPages.path, path), published(ctx), visibleTo(ctx)));
}

/** Of a page that was replaced, as far as whoever asks may read what holds now. */
const selectSuccessor = (ctx: Ctx, path: string) =>
  ctx.db
    .select({ path: contentPages.path, title: contentPages.title })
    .from(contentPages)
    .innerJoin(...scopeOf(contentPages.scopeId))
    .where(and(sql`${contentPages.id} = (select was.superseded_by_id from ${contentPages} was where was.path = ${path})`, readable(ctx)));

/** Pages for members may have a teaser; what is for a group is told to nobody outside of it. */
async function findTeaser(ctx: Ctx, path: string): Promise<PageTeaser | null> {
  if (!isPagePath(path)) return null;
  const [row] = await ctx.db
    .select({ title: contentPages.title, teaser: sql<string>`${contentPages.teaser}` })
    .from(contentPages)
    .innerJoin(...scopeOf(contentPages.scopeId))
    .where(and(eq(contentPages.path, path), hasTeaser(), current(ctx)));
  return row ?? null;
}

/** Where a page is that was here, for those whom its new address answers too: the address alone may say what it is about. */
async function findMovedTo(ctx: Ctx, path: string): Promise<string | null> {
  const [moved] = await ctx.db
    .select({ path: contentPages.path })
    .from(contentRedirects)
    .innerJoin(contentPages, eq(contentPages.id, contentRedirects.pageId))
    .innerJoin(...scopeOf(contentPages.scopeId))
    .where(and(eq(contentRedirects.path, path), published(ctx), or(visibleTo(ctx), and(hasTeaser(), isNull(contentPages.archivedAt)))));
  return moved?.path ?? null;
}

export type Surroundings = { above: PageLink[]; below: PageLink[]; beside: PageLink[] };

/**
 * The pages around one, each only if its reader may read it: the way to it, those under it, those beside it; beside an article the latest
 * ones.
 */
export const listSurroundings = async (ctx: Ctx, path: string): Promise<Surroundings> =>
  (await askTogether(ctx.db, { around: surroundingsOf(ctx, path) })).around;

function surroundingsOf(ctx: Ctx, path: string): SQL<Surroundings> {
  const above = ancestorPaths(path);
  const parent = parentPath(path);
  const isBeside = parent ? childOf(parent) : undefined;
  const isAround = or(above.length > 0 ? inArray(contentPages.path, above) : undefined, childOf(path), isBeside);
  const around = isArticlePath(path) ? linksWhere(ctx, isBeside, { order: LATEST_FIRST, limit: ARTICLES }) : linksWhere(ctx, isAround);
  return foundBy(around, (rows) => ({
    above: above.flatMap((step) => rows.find((row) => row.path === step) ?? []),
    below: rows.filter((row) => parentPath(row.path) === path),
    beside: rows.filter((row) => row.path !== path && parent !== "" && parentPath(row.path) === parent),
  }));
}

/** The first guides in their own order. */
export const listGuides = (ctx: Ctx, limit: number) => linksWhere(ctx, childOf(GUIDANCE), { limit });

/** Every page and article that anybody may read, for the sitemap: a visitor's view, whoever asks, since caches share it. */
export function listOpenPages(ctx: Ctx): Promise<{ path: string; updatedAt: Date }[]> {
  return ctx.db
    .select({ path: contentPages.path, updatedAt: contentPages.updatedAt })
    .from(contentPages)
    .innerJoin(...scopeOf(contentPages.scopeId))
    .where(readable(asVisitor(ctx)))
    .orderBy(asc(contentPages.path));
}

export const linkColumns = (ctx: Ctx) => ({
  path: contentPages.path,
  title: contentPages.title,
  summary: contentPages.summary,
  isOverdue: isOverdue(ctx),
  isSuperseded,
  reviewDueAt: contentPages.reviewDueAt,
});

const IN_THEIR_ORDER = [asc(contentPages.position), asc(contentPages.title)];
const LATEST_FIRST = [desc(contentPages.publishedAt), desc(contentPages.path)];

/** One more than are offered beside an article, which may be the latest itself. */
const ARTICLES = 4;

// one section of the tree; longer ones are split by their editors into sections of their own
const SECTION = 200;

/** In the order of their section, unless told. */
const linksWhere = (ctx: Ctx, where: SQL | undefined, { order = IN_THEIR_ORDER, limit = SECTION } = {}) =>
  ctx.db
    .select(linkColumns(ctx))
    .from(contentPages)
    .innerJoin(...scopeOf(contentPages.scopeId))
    .where(and(where, readable(ctx)))
    .orderBy(...order)
    .limit(limit);
