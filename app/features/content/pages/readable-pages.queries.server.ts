import { and, eq } from "drizzle-orm";
import { contentPages } from "#db/schema/content";
import { readersColumns } from "~/features/permissions/readers.queries.server";
import { scopeOf } from "~/features/permissions/scope.server";
import { isOneOf } from "~/lib/ask-together.server";
import type { Ctx } from "~/lib/ctx";
import { readable } from "./readable.server";

/** Whether whoever asks may read one of these pages: for what hangs on several. */
export async function isAnyPageReadable(ctx: Ctx, pageIds: readonly string[]): Promise<boolean> {
  if (pageIds.length === 0) return false;
  const found = await ctx.db
    .select({ id: contentPages.id })
    .from(contentPages)
    .innerJoin(...scopeOf(contentPages.scopeId))
    .where(and(isOneOf(contentPages.id, pageIds), readable(ctx)))
    .limit(1);
  return found.length > 0;
}

/** One page that whoever asks may read now, by its place or its key. */
export async function findReadablePage(ctx: Ctx, by: { path: string } | { id: string }) {
  const { id, path, title, summary } = contentPages;
  const [page] = await ctx.db
    .select({ id, path, title, summary, audience: readersColumns.audience })
    .from(contentPages)
    .innerJoin(...scopeOf(contentPages.scopeId))
    .where(and("id" in by ? eq(id, by.id) : eq(path, by.path), readable(ctx)));
  return page ?? null;
}
