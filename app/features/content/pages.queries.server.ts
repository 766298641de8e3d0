import { and, asc, desc, eq, inArray, isNotNull, lte, or, type SQL, sql } from "drizzle-orm";
import { contentPages } from "#db/schema/content";
import { persons, scopes } from "#db/schema/people";
import { visibleTo } from "~/features/people/scope.server";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { ancestorPaths, isPagePath, parentPath } from "./page-path";
import type { PageLink, PageTeaser, PageView } from "./types";

const GUIDANCE = "guidance";

export async function findPage(ctx: Ctx, path: string): Promise<PageView | null> {
  if (!isPagePath(path)) return null;
  const [page] = await ctx.db
    .select({
      path: contentPages.path,
      title: contentPages.title,
      summary: contentPages.summary,
      bodyHtml: contentPages.bodyHtml,
      audience: scopes.audience,
      reviewedAt: contentPages.reviewedAt,
      reviewedBy: sql<string | null>`coalesce(${persons.displayName}, ${persons.fullName})`,
    })
    .from(contentPages)
    .innerJoin(scopes, eq(scopes.id, contentPages.scopeId))
    .leftJoin(persons, eq(persons.id, contentPages.authorId))
    .where(and(eq(contentPages.path, path), readable(ctx)));
  return page ?? null;
}

/**
 * A page, or what is told of it to those who may not read it. Hidden and absent are the same.
 * @throws NotFoundError
 */
export async function getPage(ctx: Ctx, path: string): Promise<{ page: PageView } | { teaser: PageTeaser }> {
  const page = await findPage(ctx, path);
  if (page) return { page };
  const teaser = await findTeaser(ctx, path);
  if (teaser) return { teaser };
  throw new NotFoundError("page");
}

/** Pages for members may have a teaser; what is for a group is told to nobody outside of it. */
async function findTeaser(ctx: Ctx, path: string): Promise<PageTeaser | null> {
  if (!isPagePath(path)) return null;
  const [row] = await ctx.db
    .select({ title: contentPages.title, teaser: sql<string>`${contentPages.teaser}` })
    .from(contentPages)
    .innerJoin(scopes, eq(scopes.id, contentPages.scopeId))
    .where(and(eq(contentPages.path, path), eq(scopes.audience, "members"), isNotNull(contentPages.teaser), published(ctx)));
  return row ?? null;
}

export type Surroundings = { above: PageLink[]; below: PageLink[]; beside: PageLink[] };

/** The pages around one, each only if its reader may read it: the way to it, those under it, those beside it. */
export async function listSurroundings(ctx: Ctx, path: string): Promise<Surroundings> {
  const above = ancestorPaths(path);
  const parent = parentPath(path);
  const isBeside = parent ? childOf(parent) : sql`false`;
  const rows = await linksWhere(ctx, or(above.length > 0 ? inArray(contentPages.path, above) : undefined, childOf(path), isBeside));

  return {
    above: above.flatMap((step) => rows.find((row) => row.path === step) ?? []),
    below: rows.filter((row) => parentPath(row.path) === path),
    beside: rows.filter((row) => row.path !== path && parent !== "" && parentPath(row.path) === parent),
  };
}

/** The first guides in their own order. */
export const listGuides = (ctx: Ctx, limit: number): Promise<PageLink[]> => linksWhere(ctx, childOf(GUIDANCE), limit);

/** The guides published last, latest first. */
export function listLatestGuides(ctx: Ctx, limit: number): Promise<(PageLink & { publishedAt: Date | null })[]> {
  return ctx.db
    .select({ ...linkColumns, publishedAt: contentPages.publishedAt })
    .from(contentPages)
    .innerJoin(scopes, eq(scopes.id, contentPages.scopeId))
    .where(and(childOf(GUIDANCE), readable(ctx)))
    .orderBy(desc(contentPages.publishedAt), asc(contentPages.path))
    .limit(limit);
}

/** Every page that anybody may read, for the sitemap: a visitor's view, whoever asks, since caches share it. */
export function listOpenPages(ctx: Ctx): Promise<{ path: string; updatedAt: Date }[]> {
  return ctx.db
    .select({ path: contentPages.path, updatedAt: contentPages.updatedAt })
    .from(contentPages)
    .innerJoin(scopes, eq(scopes.id, contentPages.scopeId))
    .where(readable({ ...ctx, actor: { kind: "visitor" } }))
    .orderBy(asc(contentPages.path));
}

const linkColumns = { path: contentPages.path, title: contentPages.title, summary: contentPages.summary };

// one section of the tree; longer ones are split by their editors into sections of their own
const SECTION = 200;

function linksWhere(ctx: Ctx, where: SQL | undefined, limit = SECTION): Promise<PageLink[]> {
  return ctx.db
    .select(linkColumns)
    .from(contentPages)
    .innerJoin(scopes, eq(scopes.id, contentPages.scopeId))
    .where(and(where, readable(ctx)))
    .orderBy(asc(contentPages.position), asc(contentPages.title))
    .limit(limit);
}

// paths hold no character that means something in a pattern
const childOf = (path: string) => sql`(${contentPages.path} like ${`${path}/%`} and ${contentPages.path} not like ${`${path}/%/%`})`;

const published = (ctx: Ctx) => lte(contentPages.publishedAt, ctx.now);
const readable = (ctx: Ctx) => and(published(ctx), visibleTo(ctx));
