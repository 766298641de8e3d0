import { and, asc, desc, eq, gt, isNull, lte, not, type SQL, sql } from "drizzle-orm";
import { forumPosts } from "#db/schema/forum/posts";
import { forumCategories, forumTopics } from "#db/schema/forum/topics";
import { forumCategoryWatches, forumReads, forumWatches } from "#db/schema/forum/watching";
import { isByIgnored, isIgnoredId } from "~/features/forum/ignoring/ignores.queries.server";
import { isAnswered } from "~/features/forum/posts/answers.queries.server";
import { unreadTopics } from "~/features/forum/topics/topic-list.queries.server";
import { ownRead } from "~/features/forum/topics/unread.queries.server";
import { isOfDigest, ownCategoryWatch, ownId, ownWatch, topicLevel } from "~/features/forum/watching/own-watch.queries.server";
import { askTogether, foundBy } from "~/lib/ask-together.server";
import type { PersonCtx } from "~/lib/ctx";

const MOST_TOLD = 5;

type News = { since: Date; until: Date; leftOut: string[]; tagIds: string[] };

/**
 * What is new to a reader of that time in topics that they may read, have not read and did not mute, without some categories but with
 * some tags: five, those that they watch first, then those in which most different people wrote, of two alike an answered one first, then
 * the latest; and how many there are in each category.
 */
export async function findDigestNews(ctx: PersonCtx, { since, until, leftOut, tagIds }: News) {
  const isNew = and(
    gt(forumTopics.lastPostAt, since),
    isNull(forumTopics.hiddenAt),
    not(isIgnoredId(ctx, forumTopics.authorId)),
    isOfDigest(sql`${sql.param(leftOut)}::uuid[]`, sql`${sql.param(tagIds)}::uuid[]`),
  ) as SQL;
  const unread = unreadTopics(ctx, isNew);
  const posts = ctx.db
    .select({
      writers: sql<number>`count(distinct coalesce(${forumPosts.namelessAs}, ${forumPosts.authorId}::text))::int`.as("writers"),
      count: sql<number>`count(*)::int`.as("posts"),
      first: sql<number>`min(${forumPosts.number})::int`.as("first"),
    })
    .from(forumPosts)
    .where(
      and(
        eq(forumPosts.topicId, forumTopics.id),
        gt(forumPosts.number, sql`coalesce(${forumReads.lastReadNumber}, 0)`),
        gt(forumPosts.createdAt, since),
        lte(forumPosts.createdAt, until),
        isNull(forumPosts.removedAt),
        isNull(forumPosts.hiddenAt),
        not(isByIgnored(ctx)),
      ),
    )
    .as("new_posts");
  const news = ctx.db
    .select({
      code: forumTopics.code,
      title: forumTopics.title,
      category: forumCategories.name,
      isAnswered: sql<boolean>`${isAnswered}`.as("is_answered"),
      isWatched: sql<boolean>`(${topicLevel(ownId(ctx))} = 'watching')`.as("is_watched"),
      writers: posts.writers,
      posts: posts.count,
      first: posts.first,
      lastPostAt: forumTopics.lastPostAt,
      slug: forumCategories.slug,
      position: forumCategories.position,
    })
    .from(unread)
    .innerJoin(forumTopics, eq(forumTopics.id, unread.id))
    .innerJoin(forumCategories, eq(forumCategories.id, forumTopics.categoryId))
    .leftJoin(forumReads, ownRead(ctx))
    .leftJoin(forumWatches, ownWatch(ctx))
    .leftJoin(forumCategoryWatches, ownCategoryWatch(ctx))
    .innerJoinLateral(posts, gt(posts.count, 0))
    .as("news");
  const { code, title, category, isAnswered: answered, writers, posts: count, first, slug, position } = news;
  return askTogether(ctx.db, {
    topics: foundBy(
      ctx.db
        .select({ code, title, category, isAnswered: answered, writers, posts: count, first })
        .from(news)
        .orderBy(desc(news.isWatched), desc(writers), desc(answered), desc(news.lastPostAt), asc(code))
        .limit(MOST_TOLD),
    ),
    categories: foundBy(
      ctx.db
        .select({ name: category, slug, topics: sql<number>`count(*)::int` })
        .from(news)
        .groupBy(category, slug, position)
        .orderBy(asc(position), asc(slug)),
    ),
  });
}
