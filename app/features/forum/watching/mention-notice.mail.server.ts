import { and, eq, isNull, not, sql } from "drizzle-orm";
import { z } from "zod";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { forumCategoryWatches, forumReads, forumWatches } from "#db/schema/forum/watching";
import { answerWords, findMailAnswer, SAMPLE_ANSWER } from "~/features/forum/by-mail/answer-by-mail.server";
import { ignores, knownAuthorId } from "~/features/forum/ignoring/ignores.queries.server";
import { author } from "~/features/forum/posts/author.queries.server";
import { mentionedAt, mentionsPerson, namedHtml } from "~/features/forum/posts/mentions.queries.server";
import { withoutHoles } from "~/features/forum/posts/quotes";
import { visibleToPerson } from "~/features/forum/sanctions/own-sanction.queries.server";
import { postPath } from "~/features/forum/topics/topic-address";
import { pageOfTopic, topicColumns, topicStands } from "~/features/forum/topics/topic-place.queries.server";
import { notificationKind } from "~/features/mail/notifications/notification-kind.server";
import { scopeOf } from "~/features/permissions/scope.server";
import { foundBy, isOneOf } from "~/lib/ask-together.server";
import { type Ctx, type PersonId, personIdOf } from "~/lib/ctx";
import { openingOf } from "~/lib/opening.server";
import { quoted } from "~/lib/quoted";
import { idOfCause, wordEach } from "./causes";
import { categoryWatchOf, topicLevel, watchOf } from "./own-watch.queries.server";
import { LEFT_OUT, threadOf } from "./watching-mail.server";

const args = z.object({ postId: z.uuid() });

/** Tells a member that a post mentions them, by whom and how it begins, as it stands when the mail leaves; in the thread of its topic. */
export const mentionNotice = notificationKind({
  name: "mention",
  choice: {
    title: "Mentions of you",
    hint: "When somebody writes @ and your name in a post or comment that you can read. By email: not of what you read here meanwhile.",
  },
  args,
  async load(ctx, message) {
    const { personId, args, isLook } = message;
    const [post] = await selectMentioning(ctx, personId, [args.postId]);
    if (!post) return "no-post-that-they-may-read";
    if (post.isMuted) return "not-watching";
    if (post.isRead) return "read-on-site";
    return {
      name: post.author,
      words: isLook ? LEFT_OUT : openingOf(withoutHoles(post.bodyHtml)),
      title: post.topic.title,
      isComment: post.topic.page !== null,
      path: postPath(post),
      thread: threadOf(post.topic),
      answer: await findMailAnswer(ctx, message, post.topicId),
    };
  },
  words: ({ name, words, title, isComment, path, thread, answer }, { baseUrl, contactAddress }) => ({
    subject: `${name} mentioned you`,
    paragraphs: [
      `${name} mentioned you in a ${isComment ? "comment under" : "post in"} ${quoted(title)}.`,
      ...(words ? [`“${words}”`] : []),
    ],
    after: [answerWords(answer, contactAddress)],
    action: { label: "Read it", url: baseUrl + path },
    why: `You get this email because somebody mentioned you. To stop, switch off emails about mentions at ${baseUrl}/account/reach`,
    answerTo: answer?.to,
    thread,
  }),
  samples: {
    "in a post": {
      name: "Priya Nair",
      words: "@Tess Whitlow will know who has the key.",
      title: "Who answers the mailbox?",
      isComment: false,
      path: "/forum/topics/7k2mq9xw4d#post-3",
      thread: "topic.7k2mq9xw4d",
      answer: SAMPLE_ANSWER,
    },
    "in a comment": {
      name: "Priya Nair",
      words: "",
      title: "Locum cover",
      isComment: true,
      path: "/guidance/staff/locum-cover#comment-2",
      thread: "topic.7k2mq9xw4e",
      answer: null,
    },
  },
  inbox: (ctx, causes) =>
    foundBy(selectMentioning(ctx, personIdOf(ctx.actor), causes.map(idOfCause)), (posts) =>
      wordEach(causes, posts, (post) => ({
        before: `${post.author} mentioned you ${post.topic.page === null ? "in" : "under"}`,
        text: post.topic.title,
        href: postPath(post),
      })),
    ),
});

/** Those of the posts that mention this person, stand, are by nobody whom they ignore, and can be read by them. */
function selectMentioning(ctx: Ctx, personId: PersonId | null, postIds: string[]) {
  const reader = sql`${personId}::uuid`;
  return ctx.db
    .select({
      id: forumPosts.id,
      number: forumPosts.number,
      topicId: forumTopics.id,
      topic: topicColumns,
      author: author.name,
      bodyHtml: namedHtml(ctx, forumPosts.bodyHtml, forumPosts.id),
      isMuted: sql<boolean>`(${topicLevel(reader)} = 'muted')`,
      isRead: sql<boolean>`coalesce(${forumReads.lastReadNumber} >= ${forumPosts.number} and ${forumReads.readAt} >= ${mentionedAt(ctx, reader)}, false)`,
    })
    .from(forumPosts)
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .leftJoin(...pageOfTopic)
    .leftJoin(...author.of(forumPosts.authorId))
    .leftJoin(forumWatches, watchOf(reader))
    .leftJoin(forumCategoryWatches, categoryWatchOf(reader))
    .leftJoin(forumReads, and(eq(forumReads.topicId, forumTopics.id), sql`${forumReads.personId} = ${reader}`))
    .where(
      and(
        isOneOf(forumPosts.id, postIds),
        isNull(forumPosts.removedAt),
        isNull(forumPosts.hiddenAt),
        mentionsPerson(ctx, reader),
        not(ignores(reader, knownAuthorId)),
        visibleToPerson(reader, ctx.now),
        topicStands(ctx),
      ),
    );
}
