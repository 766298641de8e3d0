import { eq, notInArray, type SQL, sql } from "drizzle-orm";
import { forumPosts } from "#db/schema/forum/posts";
import { forumCategories, forumTopics } from "#db/schema/forum/topics";
import { within } from "~/features/content/pages/tree.server";
import { REMOVED_TITLES } from "~/features/forum/topics/removed-title";
import { pageOfTopic, readableTopic, topicColumns } from "~/features/forum/topics/topic-place.queries.server";
import { findPersonsCalled } from "~/features/people/person-name.server";
import { SEARCH_CANDIDATES, SEARCH_NEWEST, type SearchAsk, searchColumns, searchedTime } from "~/features/people/search-row";
import { readersColumns } from "~/features/permissions/readers.queries.server";
import { scopeOf } from "~/features/permissions/scope.server";
import type { Ctx } from "~/lib/ctx";
import { joinSql } from "~/lib/join.server";
import { author } from "./author.queries.server";

/** So many of the newest topics with one of the words in their title are looked through for the others in their first post. */
const TITLES = 1000;

/** Topics by their title and first post, posts and comments by their text, as far as whoever asks may read them. */
export function searchRows(ctx: Ctx, ask: SearchAsk): SQL[] {
  if (ask.kind && ask.kind !== "topic" && ask.kind !== "comment") return [];
  return ask.kind === "comment" ? [postRows(ctx, ask)] : [topicRows(ctx, ask), postRows(ctx, ask)];
}

/** Who wrote something here and is shown by a name that has these words in it. */
export const findAuthors = (ctx: Ctx, words: string) =>
  findPersonsCalled(ctx, words, (person) => sql`exists (select from ${forumPosts} where ${forumPosts.authorId} = ${person})`);

/** Whether more posts than that match a `tsquery`, as far as the index knows: it is asked for no more. */
export async function matchMore(ctx: Ctx, query: string, count: number): Promise<boolean> {
  const [row] = await ctx.db.execute<{ matches: number }>(
    sql`select count(*)::int as matches from (select from ${forumPosts} where ${forumPosts.search} @@ ${query}::tsquery limit ${count + 1}) as found`,
  );
  return row!.matches > count;
}

/** The first post stands for its topic. */
function topicRows(ctx: Ctx, ask: SearchAsk): SQL {
  const both = sql`(${forumTopics.search} || ${forumPosts.search})`;
  const shown = sql`${forumPosts.removedAt} is null and ${forumPosts.hiddenAt} is null`;
  return rows(
    ctx,
    // what is hidden or was removed is not found by its text
    sql`case when ${shown} then ${both} else ${forumTopics.search} end`,
    ask,
    sql`${forumPosts.number} = 1 and ${forumTopics.id} = any(array(${readableTopics(ctx, ask)}))
      and (${forumTopics.search} @@ ${ask.query} or (${shown} and ${both} @@ ${ask.query}))`,
  );
}

const postRows = (ctx: Ctx, ask: SearchAsk): SQL =>
  rows(ctx, sql`${forumPosts.search}`, ask, sql`${forumPosts.id} = any(array(${readablePosts(ctx, ask)}))`);

/** Which rows is decided before, where the reader is asked for, so that no more of them are joined than are ranked. */
const rows = (ctx: Ctx, vector: SQL, ask: SearchAsk, where: SQL): SQL =>
  ctx.db
    .select(
      searchColumns({
        kind: sql`case when ${forumTopics.pageId} is null then 'topic' else 'comment' end`,
        thing: sql`'topic:' || ${forumTopics.code}`,
        at: sql`${forumPosts.createdAt}`,
        rank: sql`ts_rank(${vector}, ${ask.query})`,
        title: topicColumns.title,
        // no names are looked up for an excerpt
        text: sql`regexp_replace(${forumPosts.bodyMarkdown}, '@\\{\\d{1,5}\\}', '@…', 'g')`,
        vector,
        audience: sql`${readersColumns.audience}`,
        place: sql`${forumCategories.name}`,
        isOverdue: sql`false`,
        isSuperseded: sql`false`,
        author: author.name,
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
    .leftJoin(...author.of(forumPosts.authorId))
    .where(where)
    .orderBy(sql`${forumPosts.id} desc`)
    .limit(SEARCH_CANDIDATES)
    .getSQL();

function readableTopics(ctx: Ctx, ask: SearchAsk): SQL {
  const narrowed = sql`${searchedTime(sql`${forumTopics.createdAt}`, ask)} and ${writtenBy(forumTopics.authorId, ask)}`;
  const looked = ask.isCommon
    ? sql`(select * from ${forumTopics} where ${narrowed} order by id desc limit ${SEARCH_NEWEST}) as ${forumTopics}`
    : sql`${forumTopics}`;
  return sql`
    select ${forumTopics.id} from ${looked} join ${joinSql(scopeOf(forumTopics.scopeId))}
    left join ${joinSql(pageOfTopic)}
    where ${forumTopics.search} @@ ${ask.any} and ${narrowed} and ${standsIn(ask)}
      and ${forumTopics.pageId} is null and ${forumTopics.hiddenAt} is null and ${notInArray(forumTopics.title, Object.values(REMOVED_TITLES))} and ${readableTopic(ctx)}
    order by ${forumTopics.id} desc limit ${TITLES}`;
}

/**
 * The newest matches. What is common is looked for among the newest posts one by one, which ends as soon as there are
 * enough; for everything else the index is asked for all, and then they are few. Each step is fenced: left to itself the
 * planner reads every post of every topic for a rare word.
 */
function readablePosts(ctx: Ctx, ask: SearchAsk): SQL {
  const narrowed = sql`${searchedTime(sql`${forumPosts.createdAt}`, ask)} and ${writtenBy(forumPosts.authorId, ask)}`;
  const matches = sql`${forumPosts.search} @@ ${ask.query} and ${forumPosts.removedAt} is null and ${forumPosts.hiddenAt} is null`;
  const looked = ask.isCommon
    ? sql`select id, topic_id, created_at from (select * from ${forumPosts} where ${narrowed} order by created_at desc, id desc limit ${SEARCH_NEWEST}) as ${forumPosts}
        where ${matches}`
    : sql`select id, topic_id, created_at from ${forumPosts} where ${matches} and ${narrowed}`;
  return sql`
    with looked as ${ask.isCommon ? sql`not materialized` : sql`materialized`} (${looked})
    select ${forumPosts.id} from looked as ${forumPosts}
    join ${forumTopics} on ${forumTopics.id} = ${forumPosts.topicId} join ${joinSql(scopeOf(forumTopics.scopeId))}
    left join ${joinSql(pageOfTopic)}
    where ${readableTopic(ctx)} and ${standsIn(ask)}
    order by ${forumPosts.createdAt} desc, ${forumPosts.id} desc limit ${SEARCH_CANDIDATES}`;
}

const writtenBy = (authorId: typeof forumPosts.authorId | typeof forumTopics.authorId, { authors }: SearchAsk): SQL =>
  authors ? sql`${authorId} = any(${sql.param([...authors])}::uuid[])` : sql`true`;

/** Over the joined topic and page. */
function standsIn({ kind, category, page }: SearchAsk): SQL {
  const places = [
    kind === "topic" ? sql`${forumTopics.pageId} is null` : null,
    kind === "comment" ? sql`${forumTopics.pageId} is not null` : null,
    category ? sql`${forumTopics.categoryId} = (select id from ${forumCategories} where slug = ${category})` : null,
    page === null ? null : within(page),
  ].filter((place) => place !== null);
  return places.length > 0 ? sql.join(places, sql` and `) : sql`true`;
}
