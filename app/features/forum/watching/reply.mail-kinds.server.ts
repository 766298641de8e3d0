import { and, eq, sql } from "drizzle-orm";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { forumWatches } from "#db/schema/forum/watching";
import { author } from "~/features/forum/posts/author.queries.server";
import { postPath, topicPath } from "~/features/forum/topics/topic-address";
import { pageOfTopic, topicColumns, topicStands } from "~/features/forum/topics/topic-place.queries.server";
import type { MailKind, MailMessage } from "~/features/mail/messages/kinds.server";
import { notificationChoicesOf } from "~/features/mail/notifications/notification-choices.server";
import { scopeOf, visibleToPerson } from "~/features/permissions/scope.server";
import type { Ctx } from "~/lib/ctx";
import { env } from "~/lib/env.server";

/** Tells a watcher of a reply: who and where, never what. The text stays where its audience is checked, and in no mailbox. */
export const replyNotification: MailKind = {
  name: "reply-notification",
  class: "service",

  async stillAllowed(ctx, message) {
    const reply = await findReply(ctx, message);
    if (!reply) return "not-in-audience";
    if (reply.isRemoved) return "post-removed";
    if (!reply.isWatching) return "not-watching";
    if (!message.personId) return "switched-off";
    const choiceOf = await notificationChoicesOf(ctx, [message.personId], "reply");
    return choiceOf(message.personId).mail ? null : "switched-off";
  },

  async build(ctx, message) {
    const reply = await findReply(ctx, message);
    if (!reply || reply.isRemoved) return { skip: "post-removed" };

    const { baseUrl } = env();
    const { title, page } = reply.topic;
    const words =
      page === null
        ? { subject: `New reply: ${title}`, told: `${reply.author} replied in “${title}”, a topic that you watch.`, read: "Read the reply" }
        : {
            subject: `New comment under ${title}`,
            told: `New comment under “${title}” by ${reply.author}. You watch the comments there.`,
            read: "Read the comment",
          };
    return {
      layout: "service",
      subject: words.subject,
      paragraphs: [words.told],
      action: { label: words.read, url: baseUrl + postPath(reply) },
      why: `You get this mail because you watch ${page === null ? "this topic" : "these comments"}. To stop, choose “Stop watching” at ${baseUrl}${topicPath(reply.topic)} or switch off mails about replies at ${baseUrl}/account/notifications`,
    };
  },
};

/** The reply as the message's person may still see it; null when they may not. */
async function findReply(ctx: Ctx, { personId, args }: MailMessage) {
  if (!personId || !args.postId) return null;
  const [reply] = await ctx.db
    .select({
      number: forumPosts.number,
      isRemoved: sql<boolean>`(${forumPosts.removedAt} is not null or ${forumPosts.hiddenAt} is not null)`,
      topic: topicColumns,
      author: author.name,
      isWatching: sql<boolean>`${forumWatches.level} is not distinct from 'watching'`,
    })
    .from(forumPosts)
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .leftJoin(...pageOfTopic)
    .leftJoin(...author.of(forumPosts.authorId))
    .leftJoin(forumWatches, and(eq(forumWatches.topicId, forumTopics.id), eq(forumWatches.personId, personId)))
    .where(and(eq(forumPosts.id, args.postId), visibleToPerson(sql`${personId}::uuid`, ctx.now), topicStands(ctx)));
  return reply ?? null;
}
