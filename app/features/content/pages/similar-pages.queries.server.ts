import { and, asc, desc, not, sql } from "drizzle-orm";
import { contentPages } from "#db/schema/content";
import { wordsOfTitle } from "~/features/people/search-row";
import { scopeOf } from "~/features/permissions/scope.server";
import type { Ctx } from "~/lib/ctx";
import { readable } from "./readable.server";
import { isOverdue, isSuperseded } from "./reviews.server";
import { below } from "./tree.server";

const MOST = 3;

/**
 * Up to three pages of guidance that this reader may read whose titles and summaries have most words in common with a title: two, where it
 * has as many. None that another has replaced.
 */
export function similarGuidance(ctx: Ctx, title: string) {
  const { path, search } = contentPages;
  const typed = sql`(select ${wordsOfTitle(sql`search_vector(${title})`)} as words) typed`;
  // in a title or a summary: what a text says somewhere is what it is about too seldom
  const any = sql`(select string_agg(quote_literal(word) || ':AB', ' | ') from unnest(typed.words) word)::tsquery`;
  const shared = sql<number>`(select count(*) from unnest(typed.words) word where ${search} @@ (quote_literal(word) || ':AB')::tsquery)`;
  return ctx.db
    .select({ path, title: sql<string>`${contentPages.title}`.as("page_title"), isOverdue: isOverdue(ctx).as("is_overdue") })
    .from(contentPages)
    .innerJoin(...scopeOf(contentPages.scopeId))
    .innerJoin(typed, sql`${search} @@ ${any}`)
    .where(and(below("guidance"), readable(ctx), not(isSuperseded), sql`${shared} >= least(2, cardinality(typed.words))`))
    .orderBy(desc(shared), asc(path))
    .limit(MOST);
}
