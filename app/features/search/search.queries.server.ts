import { type SQL, sql } from "drizzle-orm";
import { pageAddress } from "~/features/content/pages/page-path";
import { searchRows as contentRows } from "~/features/content/pages/search-rows.queries.server";
import { addressOf } from "~/features/files/file-html";
import { searchRows as forumRows } from "~/features/forum/posts/search-rows.queries.server";
import { postPath } from "~/features/forum/topics/topic-address";
import { searchRows as newsletterRows } from "~/features/newsletters/issues/search-rows.queries.server";
import { SEARCH_CANDIDATES, SEARCH_KINDS, type SearchAsk, type SearchKind, type SearchRow } from "~/features/people/search-row";
import type { Ctx } from "~/lib/ctx";
import { type Cursor, cursorOf, pageOf, readCursor } from "~/lib/pages";
import { excerptOf, markedText, wordsAt } from "./places";
import type { Prepared } from "./prepare-words.server";
import { searchRows as fileRows } from "./search-files.queries.server";
import { narrowingOf, type SearchAmong } from "./search-filter";

const PER_PAGE = 20;
/** Characters of a text that an excerpt is cut from: a long one must not cost more than the whole search. */
const READ_FOR_EXCERPT = 8_000;

/** What was shown last: its moment, its rank and its thing. */
const TIES = /^(\d{1,9}(?:\.\d+)?(?:e-\d+)?)_((?:page|topic|issue|file):[a-z0-9/-]*)$/;

export type Found = Pick<SearchRow, "kind" | "audience" | "place" | "isOverdue" | "isSuperseded" | "author"> & {
  href: string;
  /** Of a file: the page or post that holds it. */
  holder: string | null;
  at: Date;
  title: string;
  excerpt: string;
};

const COLUMNS = sql.raw('kind, thing, at, rank, audience, place, "isOverdue", "isSuperseded", author, page, topic, number, file, title');

type Shown = Omit<SearchRow, "at" | "vector"> & { at: string; titlePlaces: number[]; textPlaces: number[] };
type Row = { counts: Record<string, number>; full: SearchKind[]; shown: Shown | null };

/** How many things of a kind there are, as far as anybody looked; `isMore`: there may be others. */
export type KindCount = { kind: SearchKind; things: number; isMore: boolean };

export type SearchPage = {
  found: Found[];
  /** What the next page begins after. */
  next: string | null;
  /** A room had more matches than are looked at. */
  isCut: boolean;
  /** Of every kind that may have any; none where they were not asked for. */
  counts: KindCount[];
  /** How what matched is spelled in what was found, in small letters. */
  spellings: string[];
};

/**
 * One page of what this reader may see and the words match, in one statement: each room's newest matches, already narrowed to the reader's
 * scopes, each thing once, best or newest first. Titles and excerpts carry marks around what matched. With the counts of all kinds, also of
 * those that the filter leaves out: for them the other rooms are asked as well.
 */
export async function findThings(
  ctx: Ctx,
  words: Prepared,
  filter: SearchAmong,
  after: string | null,
  { isCounted = false } = {},
): Promise<SearchPage> {
  const isNewest = filter.order === "newest";
  const order = isNewest ? sql`at desc, thing desc` : sql`rank desc, at desc, thing desc`;
  const unnarrowed = everywhere(ctx, words, { ...filter, kind: "" })!;
  const everything = everywhere(ctx, words, filter) ?? sql`select * from (${unnarrowed}) as nothing where false`;
  const others =
    isCounted && filter.kind
      ? sql`union all select kind, thing, full_of from (${unnarrowed}) as others where kind <> ${filter.kind}`
      : sql``;
  const rows = await ctx.db.execute<Row>(sql`
    with found as materialized (select ${COLUMNS}, left(text, ${READ_FOR_EXCERPT}::int) as text, full_of from (${everything}) as found),
    counted as (select kind, thing, full_of from found ${others}),
    shown as (
      select ${COLUMNS}, text, ${matchedIn(sql`title`, words)} as "titlePlaces", ${matchedIn(sql`text`, words)} as "textPlaces"
      from (
        select * from (select distinct on (thing) * from found order by thing, ${isNewest ? sql`at desc, rank desc` : sql`rank desc`}, number) as best
        where ${beyond(readCursor(after, TIES), isNewest)}
        order by ${order} limit ${PER_PAGE + 1}) as best)
    select row_to_json(shown) as shown, counts, "full"
    from (select coalesce(json_object_agg(kind, things), '{}') as counts from (select kind, count(distinct thing)::int as things from counted group by kind) as kinds) as of_kinds
    cross join (select coalesce(array_agg(distinct kinds.kind), '{}') as "full" from counted, unnest(full_of) as kinds (kind)) as of_rooms
    left join shown on true
    order by ${order}`);
  const all = [...rows].flatMap(({ shown }) => (shown ? [shown] : []));
  const { rows: shown, next } = pageOf(all, PER_PAGE, ({ at, rank, thing }) => cursorOf({ at: new Date(at), tie: `${rank}_${thing}` }));
  const { counts, full } = rows[0]!;
  const spellings = shown.flatMap(({ title, text, titlePlaces, textPlaces }) => [
    ...wordsAt(title, titlePlaces),
    ...wordsAt(text, textPlaces),
  ]);
  const isCut = shown.length > 0 && (filter.kind ? full.some((kind) => kind === filter.kind) : full.length > 0);
  return { found: shown.map(view), next, isCut, counts: isCounted ? countsOf(counts, full, words) : [], spellings };
}

/** Of what is common a part of the posts and files was looked at. */
function countsOf(counts: Record<string, number>, full: readonly SearchKind[], { isCommon }: Prepared): KindCount[] {
  return SEARCH_KINDS.map((kind) => ({
    kind,
    things: counts[kind] ?? 0,
    isMore: full.includes(kind) || (isCommon && (kind === "topic" || kind === "comment" || kind === "file")),
  })).filter(({ things, isMore }) => things > 0 || isMore);
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

/**
 * What matches in each of the rooms; `full_of`: the kinds of a room that had as many matches as it gives. Null where no room has anything
 * of the kind.
 */
function everywhere(ctx: Ctx, words: Prepared, filter: SearchAmong): SQL | null {
  const ask: SearchAsk = {
    ...narrowingOf(filter, ctx.now),
    query: sql`${words.query}::tsquery`,
    any: sql`${words.any}::tsquery`,
    isCommon: words.isCommon,
  };
  const rooms: readonly [kinds: readonly SearchKind[], rows: SQL[]][] = [
    [["guidance", "news", "page"], contentRows(ctx, ask)],
    [["topic", "comment"], forumRows(ctx, ask)],
    [["newsletter"], newsletterRows(ctx, ask)],
    [["file"], fileRows(ctx, ask)],
  ];
  const parts = rooms.flatMap(([kinds, selects]) =>
    selects.map(
      (rows) =>
        sql`(select *, case when count(*) over () >= ${SEARCH_CANDIDATES}::int then ${sql.param(kinds)}::text[] end as full_of from (${rows}) as part)`,
    ),
  );
  return parts.length > 0 ? sql.join(parts, sql` union all `) : null;
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

function view({ page, topic, number, file, at, title, text, titlePlaces, textPlaces, ...row }: Shown): Found {
  const { kind, audience, place, isOverdue, isSuperseded, author } = row;
  const holder = topic && number ? postPath({ topic: { code: topic, page }, number }) : pageAddress(page ?? "");
  return {
    kind,
    audience,
    place,
    isOverdue,
    isSuperseded,
    author,
    href: file ? addressOf(file, title) : holder,
    holder: file ? holder : null,
    at: new Date(at),
    title: markedText(title, titlePlaces),
    excerpt: excerptOf(text, textPlaces),
  };
}
