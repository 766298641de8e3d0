import { sql } from "drizzle-orm";
import { matchMore } from "~/features/forum/posts/search-rows.queries.server";
import type { Ctx } from "~/lib/ctx";
import type { Clause } from "./search-query";

/** From so many texts on that probably hold all the words, the newest are looked through instead of all. */
const COMMON_TEXTS = 5_000;

export type Prepared = {
  /** As texts of a `tsquery`. */
  query: string;
  any: string;
  isCommon: boolean;
  /** What is marked where it stands, and words that begin like that. */
  lexemes: string[];
  beginnings: string[];
  /** Words that nearly every text holds: they are not searched for. */
  leftOut: string[];
};

type Row = { query: string | null; lexemes: string[]; texts: number; total: number };

/**
 * What was typed, as the index keeps it, with how many texts probably hold it: from what the database knows of the commonest words since it
 * last looked (`analyze`). `query` is null where there is no word to search for.
 */
export async function prepareWords(ctx: Ctx, clauses: readonly Clause[]): Promise<Prepared | { query: null; leftOut: string[] }> {
  const terms = clauses.flatMap(({ terms }) => terms);
  const rows = terms.length > 0 ? await readTerms(ctx, terms) : [];
  const prepared = clauses.map((clause, at) => {
    const before = clauses.slice(0, at).reduce((sum, { terms }) => sum + terms.length, 0);
    const found = clause.terms.map((term, index) => ({ ...term, ...rows[before + index]! }));
    return { ...clause, found, query: found.flatMap(({ query }) => (query ? [`(${query})`] : [])).join(" | ") };
  });
  const wanted = prepared.filter(({ isExcluded, query }) => !isExcluded && query);
  const leftOut = prepared.flatMap(({ isExcluded, found }) =>
    isExcluded ? [] : found.filter(({ query }) => !query).map(({ text }) => text),
  );
  if (wanted.length === 0) return { query: null, leftOut };

  const without = prepared.filter(({ isExcluded, query }) => isExcluded && query).map(({ query }) => `!(${query})`);
  const total = Math.max(1, rows[0]!.total);
  const shares = wanted.map(({ found }) => Math.min(1, found.reduce((sum, { texts }) => sum + texts, 0) / total));
  const marked = wanted.flatMap(({ found }) => found);
  const query = [...wanted.map(({ query }) => `(${query})`), ...without].join(" & ");
  return {
    query,
    any: wanted.map(({ query }) => `(${query})`).join(" | "),
    // a database that was restored a moment ago knows nothing of its words
    isCommon:
      rows[0]!.total > 0
        ? total * shares.reduce((product, share) => product * share, 1) > COMMON_TEXTS
        : await matchMore(ctx, query, COMMON_TEXTS),
    lexemes: marked.flatMap(({ lexemes }) => lexemes),
    beginnings: marked.flatMap(({ isUnfinished, lexemes }) => (isUnfinished ? lexemes : [])),
    leftOut,
  };
}

/** How many texts hold a term is what its rarest place says, as if its words had nothing to do with each other. */
const readTerms = (ctx: Ctx, terms: readonly { text: string; isUnfinished: boolean }[]) =>
  ctx.db.execute<Row>(sql`
    with searched as (
      select c.reltuples as texts, s.most_common_elems::text::text[] as lexemes, s.most_common_elem_freqs as shares
      from pg_stats s join pg_class c on c.oid = format('%I.%I', s.schemaname, s.tablename)::regclass
      where s.schemaname = 'public' and s.attname = 'search'),
    common as materialized (
      select lexeme, max(share * texts) as texts from searched, unnest(lexemes, shares) as word (lexeme, share) where lexeme is not null group by 1)
    select search_query(term.text, is_unfinished)::text as query, said.lexemes, said.texts, (select coalesce(max(texts), 0)::int from searched) as total
    from unnest(${sql.param(terms.map(({ text }) => text))}::text[]) with ordinality as term (text, number)
    cross join lateral (select number = ${terms.at(-1)!.isUnfinished ? terms.length : 0}::int as is_unfinished) as end_of_query
    cross join lateral (
      select coalesce(array_agg(lexeme) filter (where length(lexeme) > 1), '{}') as lexemes, coalesce((
        select min(texts) from (
          select place, max(coalesce(c.texts, 0)) as texts
          from unnest(search_vector(term.text)) as w (lexeme, positions), unnest(positions) as place
          left join lateral (
            select sum(texts) as texts from common where common.lexeme = w.lexeme or (is_unfinished and common.lexeme ^@ w.lexeme)) as c on true
          group by place) as places), 0)::float8 as texts
      from unnest(search_vector(term.text)) as w (lexeme, positions)) as said
    order by number`);
