import { type SQL, sql } from "drizzle-orm";
import { contentPages } from "#db/schema/content";
import type { Ctx } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";

/** So long a page is called new, or changed. */
const FRESH_DAYS = 30;

/**
 * Whether a page is new to its readers, or what it says has changed, and until when that is said. A small change is none, and what another
 * page has replaced is neither.
 */
export function freshColumns(ctx: Pick<Ctx, "now">) {
  const { publishedAt, changedAt, supersededAt } = contentPages;
  const since = sql`${later(ctx.now, -FRESH_DAYS * DAY).toISOString()}::timestamptz`;
  const of = (whenNew: SQL, whenChanged: SQL) =>
    sql`case when ${supersededAt} is not null then null when ${publishedAt} > ${since} then ${whenNew} when ${changedAt} > ${since} then ${whenChanged} end`;
  const until = (moment: SQL) => sql`${moment} + ${`${FRESH_DAYS} days`}::interval`;
  return {
    freshness: sql<"new" | "changed" | null>`${of(sql`'new'`, sql`'changed'`)}`,
    freshUntil: sql<Date | null>`${of(until(sql`${publishedAt}`), until(sql`${changedAt}`))}`.mapWith(publishedAt),
  };
}
