import { and, desc, eq, inArray, max, type SQL, sql } from "drizzle-orm";
import { contentPages } from "#db/schema/content";
import type { Readership } from "~/features/permissions/audience.policy";
import { hangsUnder, readershipColumns } from "~/features/permissions/readers.queries.server";
import { scopeOf } from "~/features/permissions/scope.server";
import type { Ctx } from "~/lib/ctx";
import { ancestorPaths, parentPath } from "./page-path";

/**
 * The pages right below a path; those below '' are the first steps of the tree. Paths hold no character that means something in a pattern.
 */
export const childOf = (path: string): SQL =>
  path === ""
    ? sql`(${contentPages.path} <> '' and ${contentPages.path} not like '%/%')`
    : sql`(${contentPages.path} like ${`${path}/%`} and ${contentPages.path} not like ${`${path}/%/%`})`;

/** Everything below a path, at every depth. */
export const below = (path: string): SQL => sql`${contentPages.path} like ${`${path}/%`}`;

/** A page and everything below it. */
export const within = (path: string): SQL => sql`(${contentPages.path} = ${path} or ${below(path)})`;

export type PageAbove = Readership & { path: string; scopeId: string };

/** The nearest page above a path that is there: what stands at the path hangs under its scope. */
export async function findPageAbove(ctx: Ctx, path: string): Promise<PageAbove | null> {
  const above = ancestorPaths(path);
  if (above.length === 0) return null;
  const [nearest] = await ctx.db
    .select({ path: contentPages.path, scopeId: contentPages.scopeId, ...readershipColumns })
    .from(contentPages)
    .innerJoin(...scopeOf(contentPages.scopeId))
    .where(inArray(contentPages.path, above))
    .orderBy(desc(contentPages.path))
    .limit(1);
  return nearest ?? null;
}

/** Pages that were made below a path before its own: they hang under whatever is above, until it is there. */
export function listOrphans(ctx: Ctx, path: string, above: PageAbove | null) {
  return ctx.db
    .select({ scopeId: contentPages.scopeId, ...readershipColumns })
    .from(contentPages)
    .innerJoin(...scopeOf(contentPages.scopeId))
    .where(and(below(path), hangsUnder(above?.scopeId ?? null)));
}

/** The place behind all that stand beside it. */
export async function nextPosition(ctx: Ctx, path: string): Promise<number> {
  const [row] = await ctx.db
    .select({ last: max(contentPages.position) })
    .from(contentPages)
    .where(childOf(parentPath(path)));
  return (row?.last ?? 0) + 1;
}

export async function isTaken(ctx: Ctx, path: string): Promise<boolean> {
  const found = await ctx.db.select({ id: contentPages.id }).from(contentPages).where(eq(contentPages.path, path));
  return found.length > 0;
}
