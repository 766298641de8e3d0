import { and, desc, type SQL, sql } from "drizzle-orm";
import { contentPages } from "#db/schema/content";
import { SEARCH_CANDIDATES, searchColumns } from "~/features/people/search-row";
import { readersColumns } from "~/features/permissions/readers.queries.server";
import { scopeOf } from "~/features/permissions/scope.server";
import type { Ctx } from "~/lib/ctx";
import { readable } from "./readable.server";

/** Pages and articles that match, as far as whoever asks may read them. Drafts are in no column that is searched. */
export function searchRows(ctx: Ctx, query: SQL): SQL {
  const { id, path, title, summary, bodyMarkdown, publishedAt, search } = contentPages;
  const isNews = sql`${path} like 'news/%'`;
  return ctx.db
    .select(
      searchColumns({
        kind: sql`case when ${isNews} then 'news' else 'guidance' end`,
        thing: sql`'page:' || ${id}::text`,
        at: sql`${publishedAt}`,
        rank: sql`ts_rank(${search}, ${query})`,
        title: sql`${title}`,
        text: sql`${summary} || E'\\n\\n' || ${bodyMarkdown}`,
        audience: sql`${readersColumns.audience}`,
        place: sql`null`,
        page: sql`${path}`,
        topic: sql`null`,
        number: sql`null`,
      }),
    )
    .from(contentPages)
    .innerJoin(...scopeOf(contentPages.scopeId))
    .where(and(sql`${search} @@ ${query}`, readable(ctx)))
    .orderBy(desc(publishedAt), desc(id))
    .limit(SEARCH_CANDIDATES)
    .getSQL();
}
