import { eq, notInArray, type SQL, sql } from "drizzle-orm";
import { forumPosts } from "#db/schema/forum/posts";
import { forumCategories, forumTopics } from "#db/schema/forum/topics";
import { REMOVED_TITLES } from "~/features/forum/topics/removed-title";
import { pageOfTopic, readableTopic, topicColumns } from "~/features/forum/topics/topic-place.queries.server";
import { SEARCH_CANDIDATES, searchColumns } from "~/features/people/search-row";
import { readersColumns } from "~/features/permissions/readers.queries.server";
import { scopeOf } from "~/features/permissions/scope.server";
import type { Ctx } from "~/lib/ctx";
import { joinSql } from "~/lib/join.server";

/** So many of the newest posts are looked through one by one: of a word that many posts hold, enough are among them. */
const NEWEST = 5_000;

/** Topics by their title, posts and comments by their text, as far as whoever asks may read them. */
export const searchRows = (ctx: Ctx, query: SQL): SQL => sql`(${topicRows(ctx, query)}) union all (${postRows(ctx, query)})`;

/** The first post stands for its topic. */
const topicRows = (ctx: Ctx, query: SQL): SQL =>
  rows(
    ctx,
    sql`ts_rank(${forumTopics.search}, ${query})`,
    sql`${forumPosts.number} = 1 and ${forumTopics.id} = any(array(${readableTopics(ctx, query)}))`,
  );

const postRows = (ctx: Ctx, query: SQL): SQL =>
  rows(ctx, sql`ts_rank(${forumPosts.search}, ${query})`, sql`${forumPosts.id} = any(array(${readablePosts(ctx, query)}))`);

/** Which rows is decided before, where the reader is asked for, so that no more of them are joined than are ranked. */
const rows = (ctx: Ctx, rank: SQL, where: SQL): SQL =>
  ctx.db
    .select(
      searchColumns({
        kind: sql`case when ${forumTopics.pageId} is null then 'topic' else 'comment' end`,
        thing: sql`'topic:' || ${forumTopics.id}::text`,
        at: sql`${forumPosts.createdAt}`,
        rank,
        title: topicColumns.title,
        text: sql`${forumPosts.bodyMarkdown}`,
        audience: sql`${readersColumns.audience}`,
        place: sql`${forumCategories.name}`,
        page: topicColumns.page,
        topic: sql`${forumTopics.code}`,
        number: sql`${forumPosts.number}`,
      }),
    )
    .from(forumPosts)
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .leftJoin(forumCategories, eq(forumCategories.id, forumTopics.categoryId))
    .leftJoin(...pageOfTopic)
    .where(where)
    .getSQL();

const readableTopics = (ctx: Ctx, query: SQL): SQL => sql`
  select ${forumTopics.id} from ${forumTopics} join ${joinSql(scopeOf(forumTopics.scopeId))}
  left join ${joinSql(pageOfTopic)}
  where ${forumTopics.search} @@ ${query} and ${forumTopics.pageId} is null and ${forumTopics.hiddenAt} is null and ${notInArray(forumTopics.title, Object.values(REMOVED_TITLES))} and ${readableTopic(ctx)}
  order by ${forumTopics.id} desc limit ${SEARCH_CANDIDATES}`;

/**
 * The newest matches. First among the newest posts, which bounds what a common word costs; only when those are too few is the index asked
 * for all, and then they are few. Each step is fenced: left to itself the planner reads every post of every topic for a rare word.
 */
function readablePosts(ctx: Ctx, query: SQL): SQL {
  const matches = sql`${forumPosts.search} @@ ${query} and ${forumPosts.removedAt} is null and ${forumPosts.hiddenAt} is null`;
  const readable = sql`
    join ${forumTopics} on ${forumTopics.id} = ${forumPosts.topicId} join ${joinSql(scopeOf(forumTopics.scopeId))}
    left join ${joinSql(pageOfTopic)} where ${readableTopic(ctx)} order by ${forumPosts.id} desc limit ${SEARCH_CANDIDATES}`;
  return sql`
    with newest as materialized (
      select ${forumPosts.id} from (
        select id, topic_id from (select * from ${forumPosts} order by id desc limit ${NEWEST}) as ${forumPosts} where ${matches}
      ) as ${forumPosts} ${readable}),
    every as materialized (
      select id, topic_id from ${forumPosts} where ${matches} and (select count(*) from newest) < ${SEARCH_CANDIDATES})
    (select id from newest) union (select ${forumPosts.id} from every as ${forumPosts} ${readable})`;
}
