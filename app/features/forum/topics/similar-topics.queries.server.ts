import { type SQL, sql } from "drizzle-orm";
import { forumTopicTags } from "#db/schema/forum/tags";
import { forumCategories, forumTopics } from "#db/schema/forum/topics";
import { similarGuidance } from "~/features/content/pages/similar-pages.queries.server";
import { visibleTo } from "~/features/forum/sanctions/own-sanction.queries.server";
import { wordsOfTitle } from "~/features/people/search-row";
import { scopeOf } from "~/features/permissions/scope.server";
import { askTogether, foundBy } from "~/lib/ask-together.server";
import type { Ctx } from "~/lib/ctx";

export type SimilarTopic = { code: string; title: string; category: string };

/** However many titles have two of the words, no more are looked at, and the latest of them weighed. */
const LOOKED_AT = 5000;
const AMONG = 300;
/** At the foot of each topic that somebody opens: of a tag, the latest of each category, and of its own category the latest. */
const OF_A_TAG = 12;
const WITH_TAGS = 24;
const OF_ITS_CATEGORY = 60;

/** What a title brings up, for whoever is about to post it: topics that ask the like, and the guidance about it. */
export const findSimilar = (ctx: Ctx, title: string) =>
  askTogether(ctx.db, { topics: similarTopics(ctx, title), pages: foundBy(similarGuidance(ctx, title)) });

/** Up to five topics that this reader may read whose titles have most words in common with what is typed: two, where it has as many. */
const similarTopics = (ctx: Ctx, title: string): SQL<SimilarTopic[]> => sql<SimilarTopic[]>`(
    with ${visible(ctx)}, typed as materialized (select ${wordsOfTitle(sql`search_vector(${title})`)} as words)
    select coalesce(json_agg(five), '[]') from (
      select near.code, near.title, c.name as category from typed
      cross join lateral (${withWords(sql`typed.words`)}) found
      join ${forumTopics} near on near.id = found.id
      join ${forumCategories} c on c.id = near.category_id
      cross join lateral (select ${shared(sql`typed.words`)} as shared) weighed
      where shared >= least(2, cardinality(typed.words))
      order by shared desc, near.last_post_at desc, near.id desc limit 5) five)`;

/**
 * Over a topic: up to three others that this reader may read, those with most tags in common first, then most words of the title, two at
 * least. Every step has an end of its own and an index that has its rows in order, so what it costs cannot grow with the forum.
 */
export const relatedTopics = (ctx: Ctx): SQL<SimilarTopic[]> =>
  ctx.actor.kind !== "person"
    ? sql<SimilarTopic[]>`'[]'::json`
    : sql<SimilarTopic[]>`(
    with ${visible(ctx)}, own as materialized (select array(select its.tag_id from ${forumTopicTags} its where its.topic_id = ${forumTopics.id}) as tags,
      ${wordsOfTitle(sql`case when ${forumTopics.hiddenAt} is null then ${forumTopics.search} end`)} as words)
    select coalesce(json_agg(json_build_object('code', code, 'title', title, 'category', category) order by tags desc, words desc, at desc), '[]') from (
      select near.*, c.name as category, (select count(*) from ${forumTopicTags} its where its.topic_id = near.id and its.tag_id = any(own.tags)) as tags
      from own cross join lateral (
        (select id from (select tag.id as tag_id, visible.category_id from unnest(own.tags) as tag(id) cross join visible offset 0) place
          cross join lateral (select its.topic_id as id, its.last_post_at from ${forumTopicTags} its
            where its.tag_id = place.tag_id and its.category_id = place.category_id
            order by its.last_post_at desc, its.topic_id desc limit ${OF_A_TAG}) of_a_tag
          group by id order by count(*) desc, max(last_post_at) desc limit ${WITH_TAGS})
        union
        (select id from (select near.id, ${shared(sql`own.words`)} as shared, near.last_post_at from (select * from ${forumTopics} beside
            where beside.category_id = ${forumTopics.categoryId} order by beside.last_post_at desc, beside.id desc limit ${OF_ITS_CATEGORY}) near) weighed
          where shared > 1 order by shared desc, last_post_at desc limit ${WITH_TAGS})) found
      cross join lateral (select near.id, near.code, near.title, near.category_id, near.last_post_at as at, ${shared(sql`own.words`)} as words
        from ${forumTopics} near where near.id = found.id and near.id <> ${forumTopics.id} and near.removed_at is null and near.hidden_at is null limit 1) near
      join ${forumCategories} c on c.id = near.category_id
      order by tags desc, words desc, at desc limit 3) three)`;

const visible = (ctx: Ctx): SQL =>
  sql`visible as materialized (${ctx.db
    .select({ categoryId: sql`${forumCategories.id}`.as("category_id") })
    .from(forumCategories)
    .innerJoin(...scopeOf(forumCategories.scopeId))
    .where(visibleTo(ctx))})`;

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
