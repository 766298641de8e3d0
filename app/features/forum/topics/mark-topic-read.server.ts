import { lt, type SQL, sql } from "drizzle-orm";
import { forumPosts } from "#db/schema/forum/posts";
import { forumReads } from "#db/schema/forum/watching";
import { answerCause, isReminderOf, mentionCause, quoteCause, replyCause, topicCause } from "~/features/forum/watching/causes";
import { markNotificationsRead } from "~/features/mail/notifications/mark-notifications-read.server";
import type { Told } from "~/features/mail/notifications/notifications.queries.server";
import { showsReading } from "~/features/people/persons.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { readFurther } from "./unread.queries.server";

/** A page of a topic or of comments, as it was shown. */
type ShownTopic = {
  topic: { id: string; lastRead: number | null } | null;
  posts: readonly { number: number }[];
  postIds: string[];
};

/**
 * Remembers how far the reader has come, and that they have seen what they were told about. Bookkeeping that a GET may write
 * (`design.md`, addresses): it never goes back, and a page without news writes nothing.
 * @param unread what they were told of and have not read
 */
export async function markTopicRead(ctx: Ctx, { topic, posts, postIds }: ShownTopic, unread: readonly Told[] = []): Promise<void> {
  const personId = personIdOf(ctx.actor);
  const isUnread = (shown: string) => unread.some(({ cause }) => cause === shown);
  // of a reply that they know: it is no news as a post
  const known = [...postIds.map(answerCause), ...postIds.map(quoteCause), ...postIds.map(mentionCause)].filter(isUnread);
  const reminders = unread.flatMap(({ cause }) => (isReminderOf(cause, postIds) ? [cause] : []));
  const begun = topic ? [topicCause(topic.id)].filter(isUnread) : [];
  await markNotificationsRead(ctx, { causes: [...known, ...reminders, ...begun] });
  // replies of a topic are told of in one row, which led here: what comes after them is found by the line “New since”
  const isTold = topic !== null && postIds.map(replyCause).some(isUnread);
  if (isTold) await markNotificationsRead(ctx, { kind: "reply", about: (id) => isPostOf(id, topic.id) });
  const lastShown = posts.at(-1)?.number ?? 0;
  if (!topic || !personId || lastShown <= (topic.lastRead ?? 0)) return;

  await ctx.db
    .insert(forumReads)
    .values({ personId, topicId: topic.id, lastReadNumber: lastShown, readAt: ctx.now, isShown: showsReading(personId) })
    .onConflictDoUpdate({
      target: [forumReads.personId, forumReads.topicId],
      set: { ...readFurther(ctx), isShown: sql`excluded.is_shown` },
      setWhere: lt(forumReads.lastReadNumber, lastShown),
    });
  await markNotificationsRead(ctx, { causes: isTold ? [] : postIds.map(replyCause) });
}

const isPostOf = (id: SQL, topicId: string) =>
  sql`exists (select from ${forumPosts} where ${forumPosts.id} = ${id} and ${forumPosts.topicId} = ${topicId})`;
