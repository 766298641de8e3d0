import { lte, sql } from "drizzle-orm";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { forumReads } from "#db/schema/forum/watching";
import { markNotificationsRead } from "~/features/mail/notifications/mark-notifications-read.server";
import { isOneOf } from "~/lib/ask-together.server";
import type { PersonCtx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { unreadTopics } from "./topic-list.queries.server";
import { readFurther } from "./unread.queries.server";

/**
 * Marks as read what the list of unread topics showed, on all its pages, with what told of it: up to the moment at which the list was made,
 * so that what came later stays new. Gives whether there was any.
 */
export async function markTopicsRead(ctx: PersonCtx, until: Date): Promise<boolean> {
  const { personId } = ctx.actor;
  return inTransaction(ctx, async (ctx) => {
    const unread = unreadTopics(ctx, lte(forumTopics.lastPostAt, until));
    const marked = await ctx.db
      .insert(forumReads)
      .select(
        ctx.db
          .select({
            personId: sql`${personId}::uuid`.as("person_id"),
            topicId: unread.id,
            lastReadNumber: unread.lastPostNumber,
            readAt: sql`${ctx.now.toISOString()}::timestamptz`.as("read_at"),
            sinceNumber: sql`0`.as("since_number"),
            sinceAt: sql`null::timestamptz`.as("since_at"),
            isShown: sql`false`.as("is_shown"),
          })
          .from(unread),
      )
      .onConflictDoUpdate({
        target: [forumReads.personId, forumReads.topicId],
        // without having been there: no line leads to what they did not want to read
        set: { ...readFurther(ctx), sinceNumber: sql`excluded.last_read_number`, sinceAt: ctx.now, isShown: false },
      })
      .returning({ topicId: forumReads.topicId });
    const topics = marked.map(({ topicId }) => topicId);
    await markNotificationsRead(ctx, {
      kind: "reply",
      about: (id) => sql`exists (select from ${forumPosts} where ${forumPosts.id} = ${id} and ${isOneOf(forumPosts.topicId, topics)}
        and ${forumPosts.createdAt} <= ${until.toISOString()}::timestamptz)`,
    });
    await markNotificationsRead(ctx, { kind: "topic", about: (id) => sql`${id} = any(${sql.param(topics)}::uuid[])` });
    return marked.length > 0;
  });
}
