import { and, eq, sql } from "drizzle-orm";
import { nearMisses } from "#db/schema/guard";
import type { Ctx } from "~/lib/ctx";

/** What stands at an address, or in a part of it, is read by others from now on: they look at what was said of it. */
export async function moveNearMisses(ctx: Ctx, address: string, scopeId: string): Promise<void> {
  const { place, path } = nearMisses;
  await ctx.db
    .update(nearMisses)
    .set({ scopeId })
    .where(and(eq(place, "forum"), sql`split_part(split_part(${path}, '#', 1), '?', 1) = ${address}`));
}
