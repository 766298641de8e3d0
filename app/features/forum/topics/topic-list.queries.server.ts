import { and, desc, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import { forumCategories, forumTopics } from "#db/schema/forum/topics";
import { forumReads } from "#db/schema/forum/watching";
import { isAnswered } from "~/features/forum/posts/answers.queries.server";
import { joinedAuthor } from "~/features/forum/posts/author.queries.server";
import { scopeOf, visibleTo } from "~/features/permissions/scope.server";
import type { Ctx } from "~/lib/ctx";
import { type Cursor, cursorOf, pageOf, readCursor } from "~/lib/pages";
import { latestNumber } from "./settle-latest.server";
import { shownTitle } from "./topic-place.queries.server";
import { ownRead, postsAfter, unreadColumns } from "./unread.queries.server";

const PER_PAGE = 30;

/**
 * One page of a category: on the first the pinned topics, then the others by their latest activity.
 * `next` is the `after` of the following page.
 */
export async function listTopics(ctx: Ctx, categorySlug: string, after: string | null) {
  const cursor = readCursor(after, CODE);
  // Not a join: the index that holds a category's topics in this order then gives the first page without reading the rest.
  const inCategory = sql`${forumTopics.categoryId} = (select id from ${forumCategories} where slug = ${categorySlug})`;
  const others = selectTopics(ctx, and(inCategory, isNull(forumTopics.pinnedAt), cursor ? olderThan(cursor) : undefined), PER_PAGE + 1);
  const pinned = selectTopics(ctx, and(inCategory, isNotNull(forumTopics.pinnedAt)));
  const found = cursor ? await others : await unionAll(pinned, others);
  const { rows, next } = pageOf(
    found.filter(({ isPinned }) => !isPinned),
    PER_PAGE,
    ({ lastPostAt, code }) => cursorOf({ at: lastPostAt, tie: code }),
  );
  return { topics: [...found.filter(({ isPinned }) => isPinned), ...rows], next };
}

function selectTopics(ctx: Ctx, where: SQL | undefined, limit = 100) {
  const starter = joinedAuthor("starter");
  const lastPoster = joinedAuthor("last_poster");
  return ctx.db
    .select({
      code: forumTopics.code,
      title: shownTitle,
      starter: starter.columns,
      isPinned: sql<boolean>`${forumTopics.pinnedAt} is not null`,
      isLocked: sql<boolean>`${forumTopics.lockedAt} is not null`,
      isAnswered,
      replies: postsAfter(sql`1`),
      lastPostNumber: latestNumber,
      lastPostAt: forumTopics.lastPostAt,
      lastPoster: lastPoster.name,
      ...unreadColumns(ctx),
    })
    .from(forumTopics)
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .leftJoin(...starter.of(forumTopics.authorId))
    .leftJoin(...lastPoster.of(forumTopics.lastPostBy))
    .leftJoin(forumReads, ownRead(ctx))
    .where(and(where, isNull(forumTopics.removedAt), visibleTo(ctx)))
    .orderBy(desc(forumTopics.lastPostAt), desc(forumTopics.id))
    .limit(limit);
}

const CODE = /^[0-9a-z]{10}$/;

/** Ids stand in no address: the cursor names its topic by code, and the index's second column is looked up. */
const olderThan = ({ at, tie }: Cursor): SQL =>
  sql`(${forumTopics.lastPostAt}, ${forumTopics.id}) < (${at.toISOString()}::timestamptz, (select id from ${forumTopics} as cursor where cursor.code = ${tie}))`;
