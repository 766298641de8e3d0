import { and, eq, inArray } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import { contentPages, contentRedirects } from "#db/schema/content";
import { readersColumns, readershipColumns } from "~/features/permissions/readers.queries.server";
import { scopeOf } from "~/features/permissions/scope.server";
import type { Ctx } from "~/lib/ctx";
import { readable } from "./readable.server";

/** Which of some paths lead to a page that whoever asks may read, where it moved as well, and who else may. */
export function listLinkedPages(ctx: Ctx, paths: readonly string[]) {
  const readers = { title: contentPages.title, groups: readersColumns.groups, ...readershipColumns };
  const here = ctx.db
    .select({ path: contentPages.path, ...readers })
    .from(contentPages)
    .innerJoin(...scopeOf(contentPages.scopeId))
    .where(and(inArray(contentPages.path, [...paths]), readable(ctx)));
  const moved = ctx.db
    .select({ path: contentRedirects.path, ...readers })
    .from(contentRedirects)
    .innerJoin(contentPages, eq(contentPages.id, contentRedirects.pageId))
    .innerJoin(...scopeOf(contentPages.scopeId))
    .where(and(inArray(contentRedirects.path, [...paths]), readable(ctx)));
  return unionAll(here, moved);
}
