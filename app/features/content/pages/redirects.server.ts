import { inArray, sql } from "drizzle-orm";
import { contentRedirects } from "#db/schema/content";
import type { Ctx } from "~/lib/ctx";

/** A page stands there now, so the address leads nowhere else. */
export async function forgetRedirects(ctx: Ctx, paths: readonly string[]): Promise<void> {
  await ctx.db.delete(contentRedirects).where(inArray(contentRedirects.path, [...paths]));
}

/** From where pages were to where they are. */
export async function keepRedirects(ctx: Ctx, moved: readonly { id: string; from: string }[]): Promise<void> {
  await ctx.db
    .insert(contentRedirects)
    .values(moved.map(({ id, from }) => ({ path: from, pageId: id, createdAt: ctx.now })))
    .onConflictDoUpdate({ target: contentRedirects.path, set: { pageId: sql`excluded.page_id`, createdAt: sql`excluded.created_at` } });
}
