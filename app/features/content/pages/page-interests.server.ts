import { type SQL, sql } from "drizzle-orm";
import { contentPageInterests, contentPages } from "#db/schema/content";
import { type InterestLink, interestsOf } from "~/features/people/interests.queries.server";

const { pageId, interest } = contentPageInterests;

export const INTERESTS_OF_PAGE: InterestLink = { of: pageId, interest };

/** What a page is about, in the order of the list. */
export const interestsOfPage = interestsOf(contentPages.id, INTERESTS_OF_PAGE);

/** The page is about one of these. */
export const isAbout = (interests: SQL<string[]>): SQL =>
  sql`exists (select from ${contentPageInterests} where ${pageId} = ${contentPages.id} and ${interest} = any (${interests}))`;
