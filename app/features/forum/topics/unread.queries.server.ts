import { and, eq, type SQL, sql } from "drizzle-orm";
import { forumTopics } from "#db/schema/forum/topics";
import { forumReads } from "#db/schema/forum/watching";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";

/** What nobody has answered for so long is no news, also to those who never opened it; and a count stays cheap on a forum of any age. */
const NEWS_DAYS = 30;

/** Joins the reader's mark to each topic. Visitors have none. */
export const ownRead = (ctx: Ctx): SQL =>
  and(eq(forumReads.topicId, forumTopics.id), sql`${forumReads.personId} = ${personIdOf(ctx.actor)}`)!;

export const isUnread = (ctx: Ctx): SQL<boolean> =>
  personIdOf(ctx.actor)
    ? sql<boolean>`(${forumTopics.lastPostAt} > ${later(ctx.now, -NEWS_DAYS * DAY).toISOString()}::timestamptz
        and ${forumTopics.lastPostNumber} > coalesce(${forumReads.lastReadNumber}, 0))`
    : sql<boolean>`false`;

/** Posts beyond the mark, and the first of them. */
export const unreadColumns = (ctx: Ctx) => ({
  isUnread: isUnread(ctx),
  newPosts: sql<number>`${forumTopics.lastPostNumber} - coalesce(${forumReads.lastReadNumber}, 0)`,
  firstUnread: sql<number>`coalesce(${forumReads.lastReadNumber}, 0) + 1`,
});
