import { type SQL, sql } from "drizzle-orm";
import { pageAddress } from "~/features/content/pages/page-path";
import { searchRows as contentRows } from "~/features/content/pages/search-rows.queries.server";
import { searchRows as forumRows } from "~/features/forum/posts/search-rows.queries.server";
import { postPath } from "~/features/forum/topics/topic-address";
import { SEARCH_CANDIDATES, type SearchAsk, type SearchRow } from "~/features/people/search-row";
import type { Ctx } from "~/lib/ctx";
import { type Cursor, cursorOf, pageOf, readCursor } from "~/lib/pages";
import { excerptOf, markedText, wordsAt } from "./places";
import type { Prepared } from "./prepare-words.server";
import { narrowingOf, type SearchAmong } from "./search-filter";

const PER_PAGE = 20;
/** Characters of a text that an excerpt is cut from: a long one must not cost more than the whole search. */
const READ_FOR_EXCERPT = 8_000;

/** What was shown last: its moment, its rank and its thing. */
const TIES = /^(\d{1,9}(?:\.\d+)?(?:e-\d+)?)_((?:page|topic):[a-z0-9/-]*)$/;

export type Found = Pick<SearchRow, "kind" | "audience" | "place" | "isOverdue" | "isSuperseded" | "author"> & {
  href: string;
  at: Date;
  title: string;
  excerpt: string;
};

type Row = Omit<SearchRow, "at" | "vector"> & { at: string; isCut: boolean; titlePlaces: number[]; textPlaces: number[] };

export type SearchPage = {
  found: Found[];
  /** What the next page begins after. */
  next: string | null;
  /** A room had more matches than are looked at. */
  isCut: boolean;
  /** How what matched is spelled in what was found, in small letters. */
  spellings: string[];
};

/**
 * One page of what this reader may see and the words match, in one statement: each room's newest matches, already narrowed to the reader's
 * scopes, each thing once, best or newest first. Titles and excerpts carry marks around what matched.
 */
export async function findThings(ctx: Ctx, words: Prepared, filter: SearchAmong, after: string | null): Promise<SearchPage> {
  const everything = everywhere(ctx, words, filter);
  if (!everything) return { found: [], next: null, isCut: false, spellings: [] };
  const isNewest = filter.order === "newest";
  const order = isNewest ? sql`at desc, thing desc` : sql`rank desc, at desc, thing desc`;
  const rows = await ctx.db.execute<Row>(sql`
    select kind, thing, at, rank, audience, place, "isOverdue", "isSuperseded", author, page, topic, number, title, text, "isCut",
      ${matchedIn(sql`title`, words)} as "titlePlaces", ${matchedIn(sql`text`, words)} as "textPlaces"
    from (
      select kind, thing, at, rank, audience, place, "isOverdue", "isSuperseded", author, page, topic, number, title, left(text, ${READ_FOR_EXCERPT}::int) as text, "isCut" from (
        select distinct on (thing) *, bool_or(is_full) over () as "isCut" from (${everything}) as found
        order by thing, ${isNewest ? sql`at desc, rank desc` : sql`rank desc`}, number) as best
      where ${beyond(readCursor(after, TIES), isNewest)}
      order by ${order} limit ${PER_PAGE + 1}) as shown
    order by ${order}`);
  const { rows: shown, next } = pageOf([...rows], PER_PAGE, ({ at, rank, thing }) =>
    cursorOf({ at: new Date(at), tie: `${rank}_${thing}` }),
  );
  const spellings = shown.flatMap(({ title, text, titlePlaces, textPlaces }) => [
    ...wordsAt(title, titlePlaces),
    ...wordsAt(text, textPlaces),
  ]);
  return { found: shown.map(view), next, isCut: shown[0]?.isCut ?? false, spellings };
}

/** In how many of the things that this reader may see, and that match, each of some lexemes stands. */
export async function countLexemes(
  ctx: Ctx,
  words: Prepared,
  filter: SearchAmong,
  lexemes: readonly string[],
): Promise<Map<string, number>> {
  const everything = everywhere(ctx, words, filter);
  if (!everything) return new Map();
  const rows = await ctx.db.execute<{ lexeme: string; things: number }>(sql`
    select lexeme, count(distinct thing)::int as things from (${everything}) as found, unnest(tsvector_to_array(vector)) as lexeme
    where lexeme = any(${sql.param([...lexemes])}::text[]) group by lexeme`);
  return new Map([...rows].map(({ lexeme, things }) => [lexeme, things]));
}

/** What matches in each of the rooms that have anything of the kind. */
function everywhere(ctx: Ctx, words: Prepared, filter: SearchAmong): SQL | null {
  const ask: SearchAsk = {
    ...narrowingOf(filter, ctx.now),
    query: sql`${words.query}::tsquery`,
    any: sql`${words.any}::tsquery`,
    isCommon: words.isCommon,
  };
  const parts = [...contentRows(ctx, ask), ...forumRows(ctx, ask)];
  if (parts.length === 0) return null;
  return sql.join(
    parts.map((rows) => sql`(select *, count(*) over () >= ${SEARCH_CANDIDATES}::int as is_full from (${rows}) as part)`),
    sql` union all `,
  );
}

/** The places of what matched in a text, as search_vector() counts them. */
const matchedIn = (text: SQL, { lexemes, beginnings }: Prepared): SQL => sql`array(
  select distinct place from unnest(search_vector(${text})) as word (lexeme, positions, weights), unnest(positions) as place
  where lexeme = any(${sql.param(lexemes)}::text[]) or exists (select from unnest(${sql.param(beginnings)}::text[]) as beginning where lexeme ^@ beginning)
  order by place)`;

/** By keyset; a cursor that is none begins at the beginning. */
function beyond(cursor: Cursor | null, isNewest: boolean): SQL {
  const [, rank, thing] = TIES.exec(cursor?.tie ?? "") ?? [];
  if (!cursor || !rank || !thing) return sql`true`;
  const at = sql`${cursor.at.toISOString()}::timestamptz`;
  return isNewest
    ? sql`(at, thing) < (${at}, ${thing})`
    : sql`(rank, at, thing) < (${String(Math.fround(Number(rank)))}::real, ${at}, ${thing})`;
}

function view({
  kind,
  audience,
  place,
  isOverdue,
  isSuperseded,
  author,
  page,
  topic,
  number,
  at,
  title,
  text,
  titlePlaces,
  textPlaces,
}: Row): Found {
  const href = topic && number ? postPath({ topic: { code: topic, page }, number }) : pageAddress(page ?? "");
  return {
    kind,
    audience,
    place,
    isOverdue,
    isSuperseded,
    author,
    href,
    at: new Date(at),
    title: markedText(title, titlePlaces),
    excerpt: excerptOf(text, textPlaces),
  };
}
