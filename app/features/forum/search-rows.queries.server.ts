import { and, desc, eq, isNull, ne, type SQL, sql } from "drizzle-orm";
import { contentPages } from "#db/schema/content";
import { forumCategories, forumPosts, forumTopics } from "#db/schema/forum";
import { scopes } from "#db/schema/people";
import { SEARCH_CANDIDATES, searchColumns } from "~/features/people/search-row";
import type { Ctx } from "~/lib/ctx";
import { REMOVED_TITLE } from "./erase-posts.server";
import { pageOfTopic, readableTopic, topicColumns } from "./topic-place.queries.server";

/** So many of the newest posts are looked through one by one: of a word that many posts hold, enough are among them. */
const NEWEST = 10_000;

/** Topics by their title, posts and comments by their text, as far as whoever asks may read them. */
export const searchRows = (ctx: Ctx, query: SQL): SQL => sql`(${topicRows(ctx, query)}) union all (${postRows(ctx, query)})`;

/** The first post stands for its topic. */
function topicRows(ctx: Ctx, query: SQL): SQL {
  return ctx.db
    .select(columns(sql`ts_rank(${forumTopics.search}, ${query})`))
    .from(forumTopics)
    .innerJoin(scopes, eq(scopes.id, forumTopics.scopeId))
    .innerJoin(forumCategories, eq(forumCategories.id, forumTopics.categoryId))
    .innerJoin(forumPosts, and(eq(forumPosts.topicId, forumTopics.id), eq(forumPosts.number, 1)))
    .leftJoin(contentPages, pageOfTopic)
    .where(and(sql`${forumTopics.search} @@ ${query}`, ne(forumTopics.title, REMOVED_TITLE), readableTopic(ctx)))
    .orderBy(desc(forumTopics.id))
    .limit(SEARCH_CANDIDATES)
    .getSQL();
}

function postRows(ctx: Ctx, query: SQL): SQL {
  return ctx.db
    .select(columns(sql`ts_rank(${forumPosts.search}, ${query})`))
    .from(forumPosts)
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .innerJoin(scopes, eq(scopes.id, forumTopics.scopeId))
    .leftJoin(forumCategories, eq(forumCategories.id, forumTopics.categoryId))
    .leftJoin(contentPages, pageOfTopic)
    .where(and(sql`${forumPosts.id} in (${candidates(ctx, query)})`, isNull(forumPosts.removedAt), readableTopic(ctx)))
    .getSQL();
}

/**
 * The newest matches. First among the newest posts, which bounds what a common word costs; only when those are too few is the index asked
 * for all, and then they are few. The second step has no order of its own, or the planner might walk all posts for a rare word.
 */
function candidates(ctx: Ctx, query: SQL): SQL {
  const readableMatches = sql`
    join ${forumTopics} on ${forumTopics.id} = ${forumPosts.topicId} join ${scopes} on ${scopes.id} = ${forumTopics.scopeId}
    left join ${contentPages} on ${pageOfTopic}
    where ${forumPosts.search} @@ ${query} and ${readableTopic(ctx)}`;
  return sql`
    with newest as materialized (
      select ${forumPosts.id} from (select * from ${forumPosts} order by id desc limit ${NEWEST}) as ${forumPosts} ${readableMatches}
      order by ${forumPosts.id} desc limit ${SEARCH_CANDIDATES}),
    every as materialized (
      select ${forumPosts.id} from ${forumPosts} ${readableMatches} and (select count(*) from newest) < ${SEARCH_CANDIDATES})
    (select id from newest) union (select id from every order by id desc limit ${SEARCH_CANDIDATES})`;
}

const columns = (rank: SQL) =>
  searchColumns({
    kind: sql`case when ${forumTopics.pageId} is null then 'topic' else 'comment' end`,
    thing: sql`'topic:' || ${forumTopics.id}::text`,
    at: sql`${forumPosts.createdAt}`,
    rank,
    title: topicColumns.title,
    text: sql`${forumPosts.bodyMarkdown}`,
    audience: sql`${scopes.audience}`,
    place: sql`${forumCategories.name}`,
    page: topicColumns.page,
    topic: sql`${forumTopics.code}`,
    number: sql`${forumPosts.number}`,
  });
