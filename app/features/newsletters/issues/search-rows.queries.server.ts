import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import { searchedBody } from "#db/columns";
import { newsletterIssues, newsletters } from "#db/schema/newsletters";
import { listOf, scopeOfList } from "~/features/consents/joined-list.server";
import { SEARCH_CANDIDATES, type SearchAsk, searchColumns, searchedTime } from "~/features/people/search-row";
import { readersColumns } from "~/features/permissions/readers.queries.server";
import { visibleTo } from "~/features/permissions/scope.server";
import type { Ctx } from "~/lib/ctx";

/**
 * Issues in the archive that match, as far as whoever asks may read their newsletter. Neither a draft nor what was taken out is in the
 * column that is searched. They stand in no category and below no page, and readers are not told who wrote them.
 */
export function searchRows(ctx: Ctx, ask: SearchAsk): SQL[] {
  const { query, kind, category, authors, page } = ask;
  if ((kind && kind !== "newsletter") || category || authors || page !== null) return [];
  const { id, slug, subject, preheader, sentAt, search } = newsletterIssues;
  const place = sql`${newsletters.slug} || '/' || ${slug}`;
  const rows = ctx.db
    .select(
      searchColumns({
        kind: sql`'newsletter'`,
        thing: sql`'issue:' || ${place}`,
        at: sql`${sentAt}`,
        rank: sql`ts_rank(${search}, ${query})`,
        title: sql`${subject}`,
        text: sql`${preheader} || E'\\n\\n' || ${searchedBody}`,
        vector: sql`${search}`,
        audience: sql`${readersColumns.audience}`,
        place: sql`${newsletters.name}`,
        isOverdue: sql`false`,
        isSuperseded: sql`false`,
        author: sql`null`,
        page: sql`'newsletters/' || ${place}`,
        topic: sql`null`,
        number: sql`null`,
        file: sql`null`,
      }),
    )
    .from(newsletterIssues)
    .innerJoin(newsletters, eq(newsletters.id, newsletterIssues.newsletterId))
    .innerJoin(...listOf(newsletters.listId))
    .innerJoin(...scopeOfList)
    .where(and(sql`${search} @@ ${query}`, searchedTime(sql`${sentAt}`, ask), visibleTo(ctx)))
    .orderBy(desc(sentAt), desc(id))
    .limit(SEARCH_CANDIDATES)
    .getSQL();
  return [rows];
}
