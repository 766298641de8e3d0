import { and, eq, exists, inArray, sql } from "drizzle-orm";
import { contentPageInterests, contentPages } from "#db/schema/content";
import { type InterestLink, interestsOf } from "~/features/people/interests.queries.server";
import type { Ctx } from "~/lib/ctx";

const { pageId, interest } = contentPageInterests;

export const INTERESTS_OF_PAGE: InterestLink = { of: pageId, interest };

/** What a page is about, in the order of the list. */
export const interestsOfPage = interestsOf(contentPages.id, INTERESTS_OF_PAGE);

/** The page is about one of these. */
export const isAbout = (ctx: Ctx, interests: readonly string[]) =>
  exists(
    ctx.db
      .select({ one: sql`1` })
      .from(contentPageInterests)
      .where(and(eq(pageId, contentPages.id), inArray(interest, [...interests]))),
  );
