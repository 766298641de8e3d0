import { and, desc, eq, sql } from "drizzle-orm";
import { forumTopics } from "#db/schema/forum/topics";
import { forumReads, forumWatches } from "#db/schema/forum/watching";
import { firstSteps } from "~/features/forum/first-steps/first-steps.server";
import { isWrittenBy } from "~/features/forum/posts/author.queries.server";
import { scopeOf } from "~/features/permissions/scope.server";
import { getSettings } from "~/features/settings/settings.queries.server";
import { askTogether, foundBy } from "~/lib/ask-together.server";
import type { PersonCtx } from "~/lib/ctx";
import { announcedTopics, askedTopics } from "./topic-list.queries.server";
import { pageOfTopic, readableTopic, topicColumns } from "./topic-place.queries.server";
import { isUnread, ownRead, unreadColumns } from "./unread.queries.server";

const ON_THE_HOME_PAGE = 10;
const ASKED = 3;

/**
 * What the home page shows of the forum to a person: watched topics with something new, what is asked and announced, and what somebody new
 * may do first.
 */
export async function showForumAtHome(ctx: PersonCtx) {
  const { helloCategory } = await getSettings(ctx);
  return askTogether(ctx.db, {
    topics: foundBy(selectUnread(ctx)),
    steps: firstSteps(ctx, helloCategory),
    asked: askedTopics(ctx, ASKED),
    announced: announcedTopics(ctx),
  });
}

/** Watched topics with something new, latest first. `isOwn`: started by the reader, so these are replies to them. */
function selectUnread(ctx: PersonCtx) {
  const { personId } = ctx.actor;
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
