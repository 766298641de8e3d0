import { and, isNotNull, isNull, lt, lte, type SQL, sql } from "drizzle-orm";
import { contentPages } from "#db/schema/content";
import { isInReview } from "~/features/content/publishing/draft-review.server";
import { isPlanned } from "~/features/content/publishing/plans.server";
import type { Ctx } from "~/lib/ctx";
import type { PageState } from "./page.policy";

/** Its newest text was never published. These are found first: few are, of whatever number of pages. */
export const isUnpublished = sql`${contentPages.id} = any(array(select unpublished.id from ${contentPages} unpublished
  where unpublished.published_version is distinct from unpublished.version))`;

/** The same as `pageStates`, asked of the database. */
export function stateIs(ctx: Ctx, state: PageState): SQL | undefined {
  const { archivedAt, publishedVersion, version, reviewDueAt } = contentPages;
  if (state === "taken-down") return isNotNull(archivedAt);
  const isUp = isNull(archivedAt);
  if (state === "draft") return and(isUp, isUnpublished, isNull(publishedVersion));
  if (state === "changed") return and(isUp, isUnpublished, lt(publishedVersion, version));
  if (state === "in-review") return isInReview;
  if (state === "scheduled") return isPlanned;
  if (state === "due") return and(isUp, isNotNull(publishedVersion), lte(reviewDueAt, ctx.now));
  return and(isUp, isNotNull(publishedVersion));
}
