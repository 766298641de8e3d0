import { and, inArray, sql } from "drizzle-orm";
import { nearMisses } from "#db/schema/guard";
import type { Ctx } from "~/lib/ctx";
import { FORUM_PLACES } from "./near-miss.policy";

/**
 * What stands or waits at an address, or in a part of it, is read by others from now on: they look at what was said of it. `to`: where it
 * stands from then on, where that is elsewhere.
 */
export async function moveNearMisses(ctx: Ctx, address: string, scopeId: string, to?: { place: "forum"; path: string }): Promise<void> {
  const { place, path } = nearMisses;
  await ctx.db
    .update(nearMisses)
    .set({ scopeId, ...to })
    .where(and(inArray(place, FORUM_PLACES), sql`split_part(split_part(${path}, '#', 1), '?', 1) = ${address}`));
}
