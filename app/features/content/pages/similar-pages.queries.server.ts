import { and, asc, desc, not, sql } from "drizzle-orm";
import { contentPages } from "#db/schema/content";
import { twoWordsOf, wordsOfTitle } from "~/features/people/search-row";
import { scopeOf } from "~/features/permissions/scope.server";
import type { Ctx } from "~/lib/ctx";
import { readable } from "./readable.server";
import { isOverdue, isSuperseded } from "./reviews.server";
import { below } from "./tree.server";

const MOST = 3;
/** However many have two of the words, no more are weighed. */
const AMONG = 200;

/**
 * Up to three pages of guidance that this reader may read whose titles and summaries have most words in common with a title: two, where it
 * has as many. None that another has replaced.
 */
export function similarGuidance(ctx: Ctx, title: string) {
  const { path, search } = contentPages;
  const typed = sql`(select ${wordsOfTitle(sql`search_vector(${title})`)} as words) typed`;
  const shared = sql<number>`(select count(*) from unnest(typed.words) word where ${search} @@ (quote_literal(word) || ':AB')::tsquery)`;
  const near = ctx.db
    .select({
      path,
      title: sql<string>`${contentPages.title}`.as("page_title"),
      isOverdue: isOverdue(ctx).as("is_overdue"),
      shared: shared.as("shared"),
    })
    .from(contentPages)
    .innerJoin(...scopeOf(contentPages.scopeId))
    .innerJoin(typed, sql`${search} @@ ${twoWordsOf(sql`typed.words`)}`)
    .where(and(below("guidance"), readable(ctx), not(isSuperseded)))
    .limit(AMONG)
    .as("near");
  return ctx.db
    .select({ path: near.path, title: near.title, isOverdue: near.isOverdue })
    .from(near)
    .orderBy(desc(near.shared), asc(near.path))
    .limit(MOST);
}
