import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { forumWatches } from "#db/schema/forum/watching";
import { author } from "~/features/forum/posts/author.queries.server";
import { selectRepliedPosts } from "~/features/forum/posts/posts.queries.server";
import { postPath, topicPath } from "~/features/forum/topics/topic-address";
import { pageOfTopic, topicColumns, topicStands } from "~/features/forum/topics/topic-place.queries.server";
import type { MailMessage } from "~/features/mail/messages/mail-kind.server";
import { notificationKind } from "~/features/mail/notifications/notification-kind.server";
import { scopeOf, visibleToPerson } from "~/features/permissions/scope.server";
import { foundBy } from "~/lib/ask-together.server";
import type { Ctx } from "~/lib/ctx";
import { idOfCause, wordEach } from "./causes";

const args = z.object({ postId: z.uuid() });

/** Tells a watcher of a reply: who and where, never what. The text stays where its audience is checked, and in no mailbox. */
export const replyNotice = notificationKind({
  name: "reply",
  choice: { title: "Replies in topics you watch", hint: "When somebody answers in a topic that you watch, or comments under a page." },
  args,
  async stillAllowed(ctx, message) {
    const reply = await findReply(ctx, message);
    if (!reply) return "not-in-audience";
    if (reply.isRemoved) return "post-removed";
    return reply.isWatching ? null : "not-watching";
  },
  async load(ctx, message) {
    const reply = await findReply(ctx, message);
    if (!reply || reply.isRemoved) return "post-removed";
    const { topic, author } = reply;
    return { author, title: topic.title, isComment: topic.page !== null, path: postPath(reply), topicPath: topicPath(topic) };
  },
  words: ({ author, title, isComment, path, topicPath }, { baseUrl }) => ({
    subject: isComment ? `New comment under ${title}` : `New reply: ${title}`,
    paragraphs: [
      isComment
        ? `New comment under “${title}” by ${author}. You watch the comments there.`
        : `${author} replied in “${title}”, a topic that you watch.`,
    ],
    action: { label: isComment ? "Read the comment" : "Read the reply", url: baseUrl + path },
    why: `You get this mail because you watch ${isComment ? "these comments" : "this topic"}. To stop, choose “Stop watching” at ${baseUrl}${topicPath} or switch off mails about replies at ${baseUrl}/account/notifications`,
  }),
  samples: {
    "a reply": {
      author: "Priya Nair",
      title: "Who answers the mailbox?",
      isComment: false,
      path: "/forum/topics/7k2mq9xw4d#post-3",
      topicPath: "/forum/topics/7k2mq9xw4d-who-answers-the-mailbox",
    },
    "a comment": {
      author: "Priya Nair",
      title: "Locum cover",
      isComment: true,
      path: "/guidance/staff/locum-cover#comment-2",
      topicPath: "/guidance/staff/locum-cover#comments",
    },
  },
  inbox: (ctx, causes) =>
    foundBy(selectRepliedPosts(ctx, causes.map(idOfCause)), (posts) =>
      wordEach(causes, posts, (reply) => {
        const link = { text: reply.topic.title, href: postPath(reply) };
        return reply.topic.page === null
          ? { before: `${reply.author} replied in`, ...link }
          : { before: "New comment under", ...link, after: ` by ${reply.author}` };
      }),
    ),
});

/** The reply as the message's person may still see it; null when they may not. */
async function findReply(ctx: Ctx, { personId, args: { postId } }: MailMessage<z.infer<typeof args>>) {
  if (!personId) return null;
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
    .where(and(eq(forumPosts.id, postId), visibleToPerson(sql`${personId}::uuid`, ctx.now), topicStands(ctx)));
  return reply ?? null;
}
