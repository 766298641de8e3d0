import { and, eq, type SQL, sql } from "drizzle-orm";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { forumReads } from "#db/schema/forum/watching";
import { isMuted } from "~/features/forum/watching/own-watch.queries.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { DAY, later, MINUTE } from "~/lib/dates";

/** What nobody has answered for so long is no news, also to those who never opened it; and a count stays cheap on a forum of any age. */
const NEWS_DAYS = 30;

/** Joins the reader's mark to each topic. Visitors have none. */
export const ownRead = (ctx: Ctx): SQL =>
  and(eq(forumReads.topicId, forumTopics.id), sql`${forumReads.personId} = ${personIdOf(ctx.actor)}`)!;

/** Milliseconds after which whoever opens a topic again visits it anew. */
const VISIT = 30 * MINUTE;

const visitBegan = (ctx: Ctx): SQL => sql`${forumReads.readAt} < ${later(ctx.now, -VISIT).toISOString()}::timestamptz`;

/** A visit begins, or something was written since the reader had read all that there was. */
const isNews = (ctx: Ctx): SQL => sql`(${visitBegan(ctx)} or exists (select from ${forumPosts} next
  where next.topic_id = ${forumReads.topicId} and next.number = ${forumReads.lastReadNumber} + 1 and next.created_at > ${forumReads.readAt}))`;

/** Where the line “New since” stands for the reader: after which post, and when they had come so far. Null where all is new. */
export const newSince = (ctx: Ctx) => ({
  number: sql<number | null>`nullif(case when ${isNews(ctx)} then ${forumReads.lastReadNumber} else ${forumReads.sinceNumber} end, 0)`,
  at: sql<Date | null>`case when ${isNews(ctx)} then ${forumReads.readAt} else ${forumReads.sinceAt} end`.mapWith(forumReads.readAt),
});

/**
 * Of a mark that is there already, as it becomes when more was read: it never goes back, and a visit leaves the line where it began.
 * `ownPost`: the number of a post of one's own with which a visit begins; it is nothing new.
 */
export function readFurther(ctx: Ctx, ownPost?: number) {
  const [isAnew, number, at] = ownPost
    ? [visitBegan(ctx), sql`${ownPost}::int`, sql`${ctx.now.toISOString()}::timestamptz`]
    : [isNews(ctx), forumReads.lastReadNumber, forumReads.readAt];
  return {
    lastReadNumber: sql`greatest(${forumReads.lastReadNumber}, excluded.last_read_number)`,
    readAt: ctx.now,
    sinceNumber: sql`case when ${isAnew} then ${number} else ${forumReads.sinceNumber} end`,
    sinceAt: sql`case when ${isAnew} then ${at} else ${forumReads.sinceAt} end`,
  };
}

/** The number up to which the reader read. What was moved here from another forum is news to nobody. */
const lastRead = sql`greatest(${forumReads.lastReadNumber}, ${forumTopics.importedNumber})`;

/** How many posts of a topic after a number are still there: the few that were removed are counted by an index of theirs. */
export const postsAfter = (number: SQL) => sql<number>`(${forumTopics.lastPostNumber} - ${number}
  - (select count(*)::int from ${forumPosts} gone where gone.topic_id = ${forumTopics.id} and gone.number > ${number} and gone.removed_at is not null))`;

/** Lately enough to be news. */
export const isRecent = (ctx: Ctx): SQL<boolean> =>
  sql<boolean>`${forumTopics.lastPostAt} > ${later(ctx.now, -NEWS_DAYS * DAY).toISOString()}::timestamptz`;

/** What was muted is no news. */
export const isUnread = (ctx: Ctx): SQL<boolean> =>
  personIdOf(ctx.actor)
    ? sql<boolean>`(${isRecent(ctx)} and ${forumTopics.lastPostNumber} > ${lastRead} and ${postsAfter(lastRead)} > 0 and not ${isMuted(ctx)})`
    : sql<boolean>`false`;

/** Posts beyond the mark, and the first of them. */
export const unreadColumns = (ctx: Ctx) => ({
  isUnread: isUnread(ctx),
  newPosts: postsAfter(lastRead),
  firstUnread: sql<number>`${lastRead} + 1`,
});
