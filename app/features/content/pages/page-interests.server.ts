import { and, eq, exists, inArray, sql } from "drizzle-orm";
import { contentPageInterests, contentPages } from "#db/schema/content";
import { interestsOf } from "~/features/people/interests.queries.server";
import type { Ctx } from "~/lib/ctx";

const { pageId, interest } = contentPageInterests;

/** What a page is about, in the order of the list. */
export const interestsOfPage = interestsOf(contentPages.id, { of: pageId, interest });

/** The page is about one of these. */
export const isAbout = (ctx: Ctx, interests: readonly string[]) =>
  exists(
    ctx.db
      .select({ one: sql`1` })
      .from(contentPageInterests)
      .where(and(eq(pageId, contentPages.id), inArray(interest, [...interests]))),
  );

/** Says that a page is about these and no others; each is on the list. */
export async function nameInterests(ctx: Ctx, id: string, interests: readonly string[]): Promise<void> {
  await ctx.db.delete(contentPageInterests).where(eq(pageId, id));
  const rows = [...new Set(interests)].map((interest) => ({ pageId: id, interest }));
  if (rows.length > 0) await ctx.db.insert(contentPageInterests).values(rows);
}
