import { type AnyColumn, and, eq, type SQL, sql } from "drizzle-orm";
import { contentPages } from "#db/schema/content";
import { readersColumns } from "~/features/permissions/readers.queries.server";
import { scopeOf, visibleTo } from "~/features/permissions/scope.server";
import type { Ctx } from "~/lib/ctx";
import { joinOf } from "~/lib/join.server";
import { readable } from "./readable.server";

/** Joins the page that a column names: for what hangs on pages, as comments do. */
export const contentPageOf = (pageId: AnyColumn) => joinOf(contentPages, eq(contentPages.id, pageId));

/** How the joined page is found and called. */
export const pagePlace = { id: contentPages.id, path: contentPages.path, title: contentPages.title };

/** The joined page is published and was not taken down. */
export const pageStands = ({ now }: Pick<Ctx, "now">): SQL =>
  sql`(${contentPages.publishedAt} <= ${now.toISOString()}::timestamptz and ${contentPages.archivedAt} is null)`;

/** One page of those that this reader may see, with who else may: to begin a statement with. */
export const pageWithReaders = (ctx: Ctx, pageId: string) =>
  ctx.db
    .select({
      id: contentPages.id,
      path: contentPages.path,
      audience: readersColumns.audience,
      groups: readersColumns.groups.as("groups"),
    })
    .from(contentPages)
    .innerJoin(...scopeOf(contentPages.scopeId))
    .where(and(eq(contentPages.id, pageId), visibleTo(ctx)))
    .as("page");

/** A page that whoever asks may read now, held as it is until the transaction ends. */
export async function holdReadablePage(ctx: Ctx, pageId: string): Promise<{ scopeId: string } | null> {
  const [page] = await ctx.db
    .select({ scopeId: contentPages.scopeId })
    .from(contentPages)
    .innerJoin(...scopeOf(contentPages.scopeId))
    .where(and(eq(contentPages.id, pageId), readable(ctx)))
    .for("share", { of: contentPages });
  return page ?? null;
}
