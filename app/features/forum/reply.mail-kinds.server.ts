import { and, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { forumPosts, forumTopics, forumWatches } from "#db/schema/forum";
import { persons, scopes } from "#db/schema/people";
import type { MailKind, MailMessage } from "~/features/mail/kinds.server";
import { getNotificationChoice } from "~/features/mail/notification-choices.server";
import { visibleToPerson } from "~/features/people/scope.server";
import type { Ctx } from "~/lib/ctx";
import { env } from "~/lib/env.server";
import { authorColumns } from "./author.queries.server";
import { postPath, topicPath } from "./topic-address";

/** Tells a watcher of a reply: who and where, never what. The text stays where its audience is checked, and in no mailbox. */
export const replyNotification: MailKind = {
  name: "reply-notification",
  class: "service",

  async stillAllowed(ctx, message) {
    const reply = await findReply(ctx, message);
    if (!reply) return "not-in-audience";
    if (reply.isRemoved) return "post-removed";
    if (!reply.isWatching) return "not-watching";
    return message.personId && (await getNotificationChoice(ctx, message.personId, "reply")).mail ? null : "switched-off";
  },

  async build(ctx, message) {
    const reply = await findReply(ctx, message);
    if (!reply || reply.isRemoved) return { skip: "post-removed" };

    const { baseUrl } = env();
    return {
      layout: "service",
      subject: `New reply: ${reply.topic.title}`,
      paragraphs: [`${reply.author} replied in “${reply.topic.title}”, a topic that you watch.`],
      action: { label: "Read the reply", url: baseUrl + postPath({ topic: reply.topic.code, number: reply.number }) },
      why: `You get this mail because you watch this topic. To stop, choose “Stop watching” at ${baseUrl}${topicPath(reply.topic)} or switch off mails about replies at ${baseUrl}/account/notifications`,
    };
  },
};

/** The reply as the message's person may still see it; null when they may not. */
async function findReply(ctx: Ctx, { personId, args }: MailMessage) {
  if (!personId || !args.postId) return null;
  const reader = alias(persons, "reader");
  const [reply] = await ctx.db
    .select({
      number: forumPosts.number,
      isRemoved: sql<boolean>`${forumPosts.removedAt} is not null`,
      topic: { code: forumTopics.code, title: forumTopics.title },
      author: authorColumns(persons).name,
      isWatching: sql<boolean>`${forumWatches.level} is not distinct from 'watching'`,
    })
    .from(forumPosts)
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .innerJoin(scopes, eq(scopes.id, forumTopics.scopeId))
    .innerJoin(reader, eq(reader.id, personId))
    .leftJoin(persons, eq(persons.id, forumPosts.authorId))
    .leftJoin(forumWatches, and(eq(forumWatches.topicId, forumTopics.id), eq(forumWatches.personId, personId)))
    .where(and(eq(forumPosts.id, args.postId), visibleToPerson(reader.id, ctx.now)));
  return reply ?? null;
}
