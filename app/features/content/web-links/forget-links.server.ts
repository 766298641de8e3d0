import { and, eq, inArray, lt, notExists, sql } from "drizzle-orm";
import { contentLinkSites, contentPageWebLinks, contentWebLinks } from "#db/schema/content/web-links";
import type { Ctx } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import { inTransaction } from "~/lib/transaction.server";

const BATCH = 1000;
/** Milliseconds: a site that is asked at all is asked more often. */
const LONGEST = 35 * DAY;

/** Addresses that no page names any more go, whether anybody looks at links or not, and what is known of sites that nobody asks. */
export async function forgetLinks(ctx: Ctx): Promise<void> {
  while ((await dropUnheld(ctx)) === BATCH);
  await ctx.db.delete(contentLinkSites).where(lt(contentLinkSites.nextAt, later(ctx.now, -LONGEST)));
}

/** Their rows are locked before they are looked at again: a page that names one meanwhile waits, or is seen. */
export function dropUnheld(ctx: Ctx, code?: string): Promise<number> {
  return inTransaction(ctx, async ({ db }) => {
    const held = db.select({ one: sql`1` }).from(contentPageWebLinks).where(eq(contentPageWebLinks.link, contentWebLinks.code));
    const unheld = await db
      .select({ code: contentWebLinks.code })
      .from(contentWebLinks)
      .where(and(notExists(held), code ? eq(contentWebLinks.code, code) : undefined))
      .limit(BATCH)
      .for("update", { skipLocked: true });
    const codes = unheld.map((link) => link.code);
    if (codes.length > 0) await db.delete(contentWebLinks).where(and(inArray(contentWebLinks.code, codes), notExists(held)));
    return codes.length;
  });
}
