import { and, eq, isNull, not, sql } from "drizzle-orm";
import { z } from "zod";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { forumCategoryWatches, forumReads, forumWatches } from "#db/schema/forum/watching";
import { ignores, knownAuthorId } from "~/features/forum/ignoring/ignores.queries.server";
import { author } from "~/features/forum/posts/author.queries.server";
import { quotesPerson } from "~/features/forum/posts/quotes.queries.server";
import { visibleToPerson } from "~/features/forum/sanctions/own-sanction.queries.server";
import { postPath } from "~/features/forum/topics/topic-address";
import { pageOfTopic, topicColumns, topicStands } from "~/features/forum/topics/topic-place.queries.server";
import { notificationKind } from "~/features/mail/notifications/notification-kind.server";
import { scopeOf } from "~/features/permissions/scope.server";
import { foundBy, isOneOf } from "~/lib/ask-together.server";
import { type Ctx, type PersonId, personIdOf } from "~/lib/ctx";
import { quoted } from "~/lib/quoted";
import { idOfCause, wordEach } from "./causes";
import { categoryWatchOf, topicLevel, watchOf } from "./own-watch.queries.server";

const args = z.object({ postId: z.uuid() });

/** Tells an author that a post answers or quotes theirs, where they do not watch and are told of no reply. */
export const quoteNotice = notificationKind({
  name: "quote",
  choice: { title: "Answers to your posts", hint: "When somebody answers or quotes a post of yours in a topic that you do not watch." },
  args,
  async load(ctx, { personId, args }) {
    const [post] = await selectQuoting(ctx, personId, [args.postId]);
    if (!post) return "no-post-that-they-may-read";
    if (post.isMuted) return "not-watching";
    if (post.isRead) return "read-on-site";
    return { name: post.author, title: post.topic.title, isComment: post.topic.page !== null, path: postPath(post) };
  },
  words: ({ name, title, isComment, path }, { baseUrl }) => ({
    subject: `${name} answered you`,
    paragraphs: [`${name} answered or quoted ${isComment ? "your comment under" : "your post in"} ${quoted(title)}.`],
    action: { label: "Read it", url: baseUrl + path },
    why: `You get this email because somebody answered or quoted what you wrote. To stop, switch off emails about answers to your posts at ${baseUrl}/account/reach`,
  }),
  samples: {
    "of a post": { name: "Priya Nair", title: "Who answers the mailbox?", isComment: false, path: "/forum/topics/7k2mq9xw4d#post-3" },
    "of a comment": { name: "Priya Nair", title: "Locum cover", isComment: true, path: "/guidance/staff/locum-cover#comment-2" },
  },
  inbox: (ctx, causes) =>
    foundBy(selectQuoting(ctx, personIdOf(ctx.actor), causes.map(idOfCause)), (posts) =>
      wordEach(causes, posts, (post) => ({
        before: `${post.author} answered or quoted your ${post.topic.page === null ? "post in" : "comment under"}`,
        text: post.topic.title,
        href: postPath(post),
      })),
    ),
});

/** Those of the posts that answer or quote this person, stand, are by nobody whom they ignore, and can be read by them. */
function selectQuoting(ctx: Ctx, personId: PersonId | null, postIds: string[]) {
  const reader = sql`${personId}::uuid`;
  return ctx.db
    .select({
      id: forumPosts.id,
      number: forumPosts.number,
      topic: topicColumns,
      author: author.name,
      isMuted: sql<boolean>`(${topicLevel(reader)} = 'muted')`,
      isRead: sql<boolean>`coalesce(${forumReads.lastReadNumber} >= ${forumPosts.number}, false)`,
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
        quotesPerson(forumPosts.id, reader),
        not(ignores(reader, knownAuthorId)),
        visibleToPerson(reader, ctx.now),
        topicStands(ctx),
      ),
    );
}
