import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import { forumTopics } from "#db/schema/forum/topics";
import { forumCategoryWatches, forumReads, forumWatches } from "#db/schema/forum/watching";
import { ownCategoryWatch, ownWatch, topicLevel } from "~/features/forum/watching/own-watch.queries.server";
import { scopeOf } from "~/features/permissions/scope.server";
import { type Ctx, type PersonId, personIdOf } from "~/lib/ctx";
import { UNREAD_AMONG } from "./topic-list.queries.server";
import { pageOfTopic, readableTopic, topicColumns } from "./topic-place.queries.server";
import { isRecent, isUnread, ownRead, unreadColumns } from "./unread.queries.server";

const ON_THE_HOME_PAGE = 10;

/**
 * Topics with something new for the home page, latest first, of which the reader hears: as they chose for the topic, else for its category.
 * `isOwn`: started by the reader, so these are replies to them.
 */
export async function listUnreadForHome(ctx: Ctx) {
  const personId = personIdOf(ctx.actor);
  if (!personId) return [];
  const { newPosts, firstUnread } = unreadColumns(ctx);
  return ctx.db
    .select({
      ...topicColumns,
      lastPostAt: forumTopics.lastPostAt,
      isOwn: sql<boolean>`${forumTopics.authorId} is not distinct from ${personId}`,
      newPosts,
      firstUnread,
    })
    .from(forumTopics)
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .leftJoin(...pageOfTopic)
    .leftJoin(forumReads, ownRead(ctx))
    .leftJoin(forumWatches, ownWatch(ctx))
    .leftJoin(forumCategoryWatches, ownCategoryWatch(ctx))
    .where(
      and(
        sql`${forumTopics.id} = any(array(${chosen(ctx, personId)}))`,
        sql`${topicLevel} = 'watching'`,
        isUnread(ctx),
        readableTopic(ctx),
      ),
    )
    .orderBy(desc(forumTopics.lastPostAt), desc(forumTopics.id))
    .limit(ON_THE_HOME_PAGE);
}

/** Topics that one watches, and of each category whose every post one wants to hear of the latest. */
function chosen(ctx: Ctx, person: PersonId) {
  const { level, personId, topicId } = forumWatches;
  const own = ctx.db
    .select({ id: topicId })
    .from(forumWatches)
    .where(and(eq(personId, person), eq(level, "watching")));
  const latest = ctx.db
    .select({ id: forumTopics.id })
    .from(forumTopics)
    .where(and(eq(forumTopics.categoryId, forumCategoryWatches.categoryId), isNull(forumTopics.removedAt), isRecent(ctx)))
    .orderBy(desc(forumTopics.lastPostAt), desc(forumTopics.id))
    .limit(UNREAD_AMONG)
    .as("latest");
  const ofCategories = ctx.db
    .select({ id: latest.id })
    .from(forumCategoryWatches)
    .innerJoinLateral(latest, sql`true`)
    .where(and(eq(forumCategoryWatches.personId, person), eq(forumCategoryWatches.level, "every-post")));
  return unionAll(own, ofCategories);
}
