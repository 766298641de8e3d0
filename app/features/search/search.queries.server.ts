import { type SQL, sql } from "drizzle-orm";
import { pageAddress } from "~/features/content/pages/page-path";
import { searchRows as contentRows } from "~/features/content/pages/search-rows.queries.server";
import { searchRows as forumRows } from "~/features/forum/posts/search-rows.queries.server";
import { postPath } from "~/features/forum/topics/topic-address";
import type { SearchRow } from "~/features/people/search-row";
import type { Ctx } from "~/lib/ctx";
import { asWords, MARK_END, MARK_START, unfinishedWord } from "./search-query";

const PER_PAGE = 20;
/** Whoever has not found it by then needs other words. */
export const MOST_PAGES = 10;
/** Characters of a text that an excerpt is cut from: a long one must not cost more than the whole search. */
const READ_FOR_EXCERPT = 20_000;

export type Found = Pick<SearchRow, "kind" | "audience" | "place"> & { href: string; at: Date; title: string; excerpt: string };

type Row = Pick<SearchRow, "kind" | "audience" | "place" | "page" | "topic" | "number" | "title"> & { at: string; excerpt: string };

/**
 * One page of what this reader may see and the words match, best first, in one statement: each room's newest matches, already narrowed to the
 * reader's scopes, each thing once. Titles and excerpts carry marks around what matched.
 */
export async function findEverywhere(ctx: Ctx, text: string, page: number): Promise<{ found: Found[]; hasMore: boolean }> {
  const query = queryOf(text);
  const rows = [
    ...(await ctx.db.execute<Row>(sql`
      select kind, at, audience, place, page, topic, number,
        ${marked(sql`title`, query, "HighlightAll=true")} as title,
        ${marked(sql`translate(left(text, ${READ_FOR_EXCERPT}::int), '*\`#>|~', '')`, query, 'MaxFragments=2, MinWords=12, MaxWords=30, FragmentDelimiter=" … "')} as excerpt
      from (
        select * from (
          select distinct on (thing) * from ((${contentRows(ctx, query)}) union all (${forumRows(ctx, query)})) as found
          order by thing, rank desc, number) as best
        order by rank desc, at desc, thing limit ${PER_PAGE + 1} offset ${(page - 1) * PER_PAGE}) as shown
      order by rank desc, at desc, thing`)),
  ];
  return { found: rows.slice(0, PER_PAGE).map(view), hasMore: rows.length > PER_PAGE && page < MOST_PAGES };
}

/** The words as people type them into any search, whose last one may be unfinished. What would match everything matches nothing. */
function queryOf(text: string): SQL {
  const typed = sql`websearch_to_tsquery('english', ${text})`;
  const unfinished = unfinishedWord(text);
  const query = unfinished
    ? sql`(${typed} || (websearch_to_tsquery('english', ${unfinished.before}) && to_tsquery('english', ${`${unfinished.word}:*`})))`
    : typed;
  return sql`(case when querytree(${query}) in ('', 'T') then ''::tsquery else ${query} end)`;
}

/** Any mark that somebody typed is left out. */
function marked(text: SQL, query: SQL, how: string): SQL {
  const options = `StartSel=${MARK_START}, StopSel=${MARK_END}, ${how}`;
  return sql`ts_headline('english', translate(${text}, ${MARK_START + MARK_END}, ''), ${query}, ${options})`;
}

function view({ page, topic, number, at, excerpt, ...row }: Row): Found {
  const href = topic && number ? postPath({ topic: { code: topic, page }, number }) : pageAddress(page ?? "");
  return { ...row, href, at: new Date(at), excerpt: asWords(excerpt) };
}
