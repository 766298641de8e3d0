import { contentOpenings } from "#db/schema/content";
import type { Ctx } from "~/lib/ctx";

/** The first day of the month of a moment, in UTC. */
export const monthOf = (at: Date): string => `${at.toISOString().slice(0, 7)}-01`;

/** What this process has noted in the latest month. */
const noted = { month: "", pages: new Set<string>() };

/**
 * Notes that somebody opened a page this month: once for each page and month, so neither who nor how often. Bookkeeping that a GET may
 * write (`design.md`, addresses). A page that is kept for visitors is made anew each day, and noted then.
 */
export async function noteOpened(ctx: Ctx, pageId: string): Promise<void> {
  const month = monthOf(ctx.now);
  if (noted.month !== month) {
    noted.month = month;
    noted.pages.clear();
  }
  if (noted.pages.has(pageId)) return;
  await ctx.db.insert(contentOpenings).values({ pageId, month }).onConflictDoNothing();
  noted.pages.add(pageId);
}
