import { and, desc, eq, sql } from "drizzle-orm";
import { forumTopics } from "#db/schema/forum/topics";
import { forumReads, forumWatches } from "#db/schema/forum/watching";
import { isWrittenBy } from "~/features/forum/posts/author.queries.server";
import { scopeOf } from "~/features/permissions/scope.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { pageOfTopic, readableTopic, topicColumns } from "./topic-place.queries.server";
import { isUnread, ownRead, unreadColumns } from "./unread.queries.server";

const ON_THE_HOME_PAGE = 10;

/** Watched topics with something new for the home page, latest first. `isOwn`: started by the reader, so these are replies to them. */
export async function listUnreadForHome(ctx: Ctx) {
  const personId = personIdOf(ctx.actor);
  if (!personId) return [];
  const { newPosts, firstUnread } = unreadColumns(ctx);
  return ctx.db
    .select({
      ...topicColumns,
      lastPostAt: forumTopics.lastPostAt,
      isOwn: sql<boolean>`coalesce(${isWrittenBy(forumTopics, personId)}, false)`,
      newPosts,
      firstUnread,
    })
    .from(forumWatches)
    .innerJoin(forumTopics, eq(forumTopics.id, forumWatches.topicId))
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .leftJoin(...pageOfTopic)
    .leftJoin(forumReads, ownRead(ctx))
    .where(and(eq(forumWatches.personId, personId), eq(forumWatches.level, "watching"), isUnread(ctx), readableTopic(ctx)))
    .orderBy(desc(forumTopics.lastPostAt), desc(forumTopics.id))
    .limit(ON_THE_HOME_PAGE);
}
