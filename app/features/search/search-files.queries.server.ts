import { type SQL, sql } from "drizzle-orm";
import { pageHolding } from "~/features/content/pages/search-rows.queries.server";
import { matchedFiles } from "~/features/files/search-rows.queries.server";
import { postHolding } from "~/features/forum/posts/search-rows.queries.server";
import { SEARCH_CANDIDATES, type SearchAsk, searchColumns } from "~/features/people/search-row";
import type { Ctx } from "~/lib/ctx";

/**
 * Files that match by their name and words together, each with a page or a post that shows it and that whoever asks may read: the same rule
 * as where a file is asked for. Nobody finds one by who wrote around it.
 */
export function searchRows(ctx: Ctx, ask: SearchAsk): SQL[] {
  if ((ask.kind && ask.kind !== "file") || ask.authors) return [];
  const id = sql`matched.id`;
  const holders = [...(ask.category ? [] : [pageHolding(ctx, ask, id)]), postHolding(ctx, ask, id)];
  const holding = sql`(select * from (${sql.join(
    holders.map((each) => sql`(${each} limit 1)`),
    sql` union all `,
  )}) as each limit 1)`;
  const rows = ctx.db
    .select(
      searchColumns({
        kind: sql`'file'`,
        thing: sql`'file:' || matched.code`,
        at: sql`matched.at`,
        rank: sql`ts_rank(matched.vector, ${ask.query})`,
        title: sql`matched.name`,
        text: sql`matched.words`,
        vector: sql`matched.vector`,
        audience: sql`holding.audience`,
        place: sql`holding.title`,
        isOverdue: sql`false`,
        isSuperseded: sql`false`,
        author: sql`null`,
        page: sql`holding.page`,
        topic: sql`holding.topic`,
        number: sql`holding.number`,
        file: sql`matched.code`,
      }),
    )
    .from(sql`(${matchedFiles(ask)}) as matched cross join lateral ${holding} as holding`)
    .orderBy(sql`matched.at desc`, sql`matched.id desc`)
    .limit(SEARCH_CANDIDATES)
    .getSQL();
  return [rows];
}
