import { and } from "drizzle-orm";
import { contentPages } from "#db/schema/content";
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
