import { and, desc, type SQL, sql } from "drizzle-orm";
import { contentPages, searchedBody } from "#db/schema/content";
import { SEARCH_CANDIDATES, type SearchAsk, searchColumns, searchedTime } from "~/features/people/search-row";
import { readersColumns } from "~/features/permissions/readers.queries.server";
import { scopeOf } from "~/features/permissions/scope.server";
import type { Ctx } from "~/lib/ctx";
import { readable } from "./readable.server";
import { isOverdue, isSuperseded } from "./reviews.server";
import { within } from "./tree.server";

/**
 * Pages and articles that match, as far as whoever asks may read them. Drafts are in no column that is searched. Readers are not
 * told who wrote a page, so nobody finds one by its author.
 */
export function searchRows(ctx: Ctx, ask: SearchAsk): SQL[] {
  const { query, kind, category, authors, page } = ask;
  if (kind === "topic" || kind === "comment" || category || authors) return [];
  const { id, path, title, summary, publishedAt, search } = contentPages;
  const kindOf = sql`case when ${path} like 'news/%' then 'news' when ${within("guidance")} then 'guidance' else 'page' end`;
  const rows = ctx.db
    .select(
      searchColumns({
        kind: kindOf,
        thing: sql`'page:' || ${path}`,
        at: sql`${publishedAt}`,
        rank: sql`ts_rank(${search}, ${query})`,
        title: sql`${title}`,
        text: sql`${summary} || E'\\n\\n' || ${searchedBody}`,
        vector: sql`${search}`,
        audience: sql`${readersColumns.audience}`,
        place: sql`null`,
        isOverdue: isOverdue(ctx),
        isSuperseded,
        author: sql`null`,
        page: sql`${path}`,
        topic: sql`null`,
        number: sql`null`,
      }),
    )
    .from(contentPages)
    .innerJoin(...scopeOf(contentPages.scopeId))
    .where(
      and(
        sql`${search} @@ ${query}`,
        kind ? sql`${kindOf} = ${kind}` : undefined,
        page === null ? undefined : within(page),
        searchedTime(sql`${publishedAt}`, ask),
        readable(ctx),
      ),
    )
    .orderBy(desc(publishedAt), desc(id))
    .limit(SEARCH_CANDIDATES)
    .getSQL();
  return [rows];
}
