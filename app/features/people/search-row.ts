import { type SQL, sql } from "drizzle-orm";

/** One thing found. */
export type SearchRow = {
  kind: "guidance" | "news" | "topic" | "comment";
  /** What is listed once, by its best row: all posts of a topic are one thing. E.g. `page:<id>`, `topic:<id>`. */
  thing: string;
  at: Date;
  /** `ts_rank` of the row. */
  rank: number;
  title: string;
  /** Markdown or plain text: the excerpt is cut from it. */
  text: string;
  audience: "open" | "members" | "groups";
  /** Where it stands, in the words of its room: a category, the page above. */
  place: string | null;
  /** What it leads to: a page by its path; a post by its topic's code and its number, and for a comment the page's path as well. */
  page: string | null;
  topic: string | null;
  number: number | null;
};

/** A room gives so many of its newest matches at most; only these are ranked, so that the commonest word costs no more than any other. */
export const SEARCH_CANDIDATES = 200;

/**
 * The columns of a searchable room's rows. Each such room exports `searchRows(ctx, query)`, in `search-rows.queries.server.ts`: the SQL of a
 * select of these columns, of what matches `query` (a `tsquery`), is published and passes `visibleTo(ctx)`, newest first, at most
 * `SEARCH_CANDIDATES`. The room `search` joins all of them to one statement, and orders, pages and highlights it:
 * `ctx.db.select(searchColumns({ … })).from(…).where(and(sql`${table.search} @@ ${query}`, …, visibleTo(ctx))).orderBy(…).limit(…).getSQL()`.
 */
export function searchColumns(columns: { [K in keyof SearchRow]: SQL }) {
  const { kind, thing, at, rank, title, text, audience, place, page, topic, number } = columns;
  // a union needs the same order and types of all of its parts
  return {
    kind: sql`${kind}::text`.as("kind"),
    thing: sql`${thing}::text`.as("thing"),
    at: sql`${at}::timestamptz`.as("at"),
    rank: sql`${rank}::real`.as("rank"),
    title: sql`${title}::text`.as("title"),
    text: sql`${text}::text`.as("text"),
    audience: sql`${audience}::text`.as("audience"),
    place: sql`${place}::text`.as("place"),
    page: sql`${page}::text`.as("page"),
    topic: sql`${topic}::text`.as("topic"),
    number: sql`${number}::int`.as("number"),
  };
}
