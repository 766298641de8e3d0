import { type SQL, sql } from "drizzle-orm";

/** One thing found. */
export type SearchRow = {
  kind: SearchKind;
  /**
   * What is listed once, by its best row: all posts of a topic are one thing. By its address, e.g. `page:guidance/leases`, `topic:<code>`.
   */
  thing: string;
  at: Date;
  /** `ts_rank` of the row. */
  rank: number;
  title: string;
  /** Markdown or plain text: the excerpt is cut from it. */
  text: string;
  /** The `search` vector that matched. */
  vector: string;
  audience: "open" | "members" | "groups";
  /** Where it stands, in the words of its room: a category, the page above. */
  place: string | null;
  /** A page whose day to be checked has passed. */
  isOverdue: boolean;
  /** A page that another has replaced. */
  isSuperseded: boolean;
  /** Who wrote it, as its readers are told. */
  author: string | null;
  /** What it leads to: a page by its path; a post by its topic's code and its number, and for a comment the page's path as well. */
  page: string | null;
  topic: string | null;
  number: number | null;
};

export const SEARCH_KINDS = ["guidance", "news", "page", "topic", "comment"] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

/** What a room is asked for. */
export type SearchAsk = {
  /** A `tsquery`. */
  query: SQL;
  /** One that any of the words match, where there are several: for texts that hold them between a title and what stands under it. */
  any: SQL;
  /** So many texts hold all the words that only the newest are looked through. */
  isCommon: boolean;
  kind: SearchKind | null;
  /** The ids of people, whose texts alone are looked for. */
  authors: readonly string[] | null;
  category: string | null;
  /** The path of a page: it and what is below. */
  page: string | null;
  from: Date | null;
  until: Date | null;
};

/** A room gives so many of its newest matches at most; only these are ranked, so that the commonest word costs no more than any other. */
export const SEARCH_CANDIDATES = 200;

/** So many of a table's newest rows are looked through one by one for what is common. */
export const SEARCH_NEWEST = 20_000;

/**
 * The columns of a searchable room's rows. Each such room exports `searchRows(ctx, ask)`, in `search-rows.queries.server.ts`: the SQL of
 * selects of these columns, of what matches `ask`, is published and passes `visibleTo(ctx)`, each at most `SEARCH_CANDIDATES` of the
 * newest; none where it has nothing of that kind. The room `search` joins all of them to one statement, and orders, pages and marks it.
 */
export function searchColumns(columns: { [K in keyof SearchRow]: SQL }) {
  const { kind, thing, at, rank, title, text, vector, audience, place, isOverdue, isSuperseded, author, page, topic, number } = columns;
  // a union needs the same order and types of all of its parts
  return {
    kind: sql`${kind}::text`.as("kind"),
    thing: sql`${thing}::text`.as("thing"),
    at: sql`${at}::timestamptz`.as("at"),
    rank: sql`${rank}::real`.as("rank"),
    title: sql`${title}::text`.as("title"),
    text: sql`${text}::text`.as("text"),
    vector: sql`${vector}::tsvector`.as("vector"),
    audience: sql`${audience}::text`.as("audience"),
    place: sql`${place}::text`.as("place"),
    isOverdue: sql`${isOverdue}::boolean`.as("isOverdue"),
    isSuperseded: sql`${isSuperseded}::boolean`.as("isSuperseded"),
    author: sql`${author}::text`.as("author"),
    page: sql`${page}::text`.as("page"),
    topic: sql`${topic}::text`.as("topic"),
    number: sql`${number}::int`.as("number"),
  };
}

/** Whether a moment lies where it is asked for. */
export function searchedTime(at: SQL, { from, until }: Pick<SearchAsk, "from" | "until">): SQL {
  return sql`(${from ? sql`${at} >= ${from.toISOString()}::timestamptz` : sql`true`} and ${until ? sql`${at} < ${until.toISOString()}::timestamptz` : sql`true`})`;
}

/** Words of a title that are looked for. */
const MOST_WORDS = 12;

/** The words of a `search` vector by which others of the like are found. Single letters and figures are in too many. */
export const wordsOfTitle = (vector: SQL): SQL =>
  sql`array(select lexeme from unnest(${vector}) where length(lexeme) > 2 limit ${MOST_WORDS})`;
