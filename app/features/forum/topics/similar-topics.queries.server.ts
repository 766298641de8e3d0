import { type SQL, sql } from "drizzle-orm";
import { forumCategories, forumTopics } from "#db/schema/forum/topics";
import { visibleTo } from "~/features/forum/sanctions/own-sanction.queries.server";
import { scopeOf } from "~/features/permissions/scope.server";
import type { Ctx } from "~/lib/ctx";

export type SimilarTopic = { code: string; title: string; category: string };

/** However many titles have two of the words, no more are looked at, and the latest of them weighed. */
const LOOKED_AT = 5000;
const AMONG = 300;
/** Words of a title that are looked for. */
const MOST_WORDS = 12;

/** Up to five topics that this reader may read whose titles have most words in common with what is typed: two, where it has as many. */
export async function similarTopics(ctx: Ctx, title: string): Promise<SimilarTopic[]> {
  const rows = await ctx.db.execute<SimilarTopic>(sql`
    with ${visible(ctx)}, typed as materialized (select ${wordsOf(sql`search_vector(${title})`)} as words)
    select near.code, near.title, c.name as category from typed
    cross join lateral (${withWords(sql`typed.words`)}) found
    join ${forumTopics} near on near.id = found.id
    join ${forumCategories} c on c.id = near.category_id
    cross join lateral (select ${shared(sql`typed.words`)} as shared) weighed
    where shared >= least(2, cardinality(typed.words))
    order by shared desc, near.last_post_at desc, near.id desc limit 5`);
  return [...rows];
}

const visible = (ctx: Ctx): SQL =>
  sql`visible as materialized (${ctx.db
    .select({ categoryId: sql`${forumCategories.id}`.as("category_id") })
    .from(forumCategories)
    .innerJoin(...scopeOf(forumCategories.scopeId))
    .where(visibleTo(ctx))})`;

/** Single letters and figures are in too many. */
const wordsOf = (vector: SQL): SQL => sql`array(select lexeme from unnest(${vector}) where length(lexeme) > 2 limit ${MOST_WORDS})`;

/**
 * The latest with two of the words in their title, or with the only one: from the index of titles, in the categories of `visible`.
 * `offset 0`: else a planner reads all topics of the categories by their own index, and looks for the words in each.
 */
const withWords = (words: SQL): SQL => sql`select id from (select t.id from (
    select t.id, t.category_id, t.removed_at, t.hidden_at from ${forumTopics} t
    where t.search @@ (select string_agg(quote_literal(one) || ' & ' || quote_literal(other), ' | ')
      from unnest(${words}) one cross join unnest(${words}) other where one < other or cardinality(${words}) = 1)::tsquery offset 0) t
  where t.category_id = any(array(select category_id from visible)) and t.removed_at is null and t.hidden_at is null
  limit ${LOOKED_AT}) any_of_them order by id desc limit ${AMONG}`;

const shared = (words: SQL): SQL => sql`(select count(*) from unnest(tsvector_to_array(near.search)) word where word = any(${words}))`;
