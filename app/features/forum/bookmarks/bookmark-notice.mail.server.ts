import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { forumBookmarks } from "#db/schema/forum/bookmarks";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { author } from "~/features/forum/posts/author.queries.server";
import { postPath } from "~/features/forum/topics/topic-address";
import { pageOfTopic, topicColumns } from "~/features/forum/topics/topic-place.queries.server";
import { idOfCause, wordEach } from "~/features/forum/watching/causes";
import { notificationKind } from "~/features/mail/notifications/notification-kind.server";
import { scopeOf } from "~/features/permissions/scope.server";
import { foundBy, isOneOf } from "~/lib/ask-together.server";
import { type Ctx, type PersonId, personIdOf } from "~/lib/ctx";
import { quoted } from "~/lib/quoted";
import { mayBeTold } from "./bookmarks.queries.server";

const args = z.object({ postId: z.uuid() });

/** Reminds somebody of a post that they bookmarked, on the day that they chose. Their note stays on the site. */
export const bookmarkNotice = notificationKind({
  name: "bookmark",
  choice: { title: "Reminders of bookmarks", hint: "On the day that you chose for a post you bookmarked." },
  args,
  async load(ctx, { personId, args }) {
    const [post] = await selectBookmarked(ctx, personId, [args.postId]);
    return post ? { author: post.author, title: post.topic.title, path: postPath(post) } : "no-bookmark-that-they-may-read";
  },
  words: ({ author, title, path }, { baseUrl }) => ({
    subject: `Your reminder: ${title}`,
    paragraphs: [
      `You asked us to remind you of what ${author} wrote in ${quoted(title)}.`,
      `What you noted for yourself is with your bookmarks at ${baseUrl}/forum/bookmarks`,
    ],
    action: { label: "Read the post", url: baseUrl + path },
    why: `You get this email because you set a reminder for a bookmark. To stop, remove the day there, or switch off emails about reminders at ${baseUrl}/account/reach`,
  }),
  samples: {
    "for a post": { author: "Priya Nair", title: "Who answers the mailbox?", path: "/forum/topics/7k2mq9xw4d#post-3" },
    "for a comment": { author: "Priya Nair", title: "Locum cover", path: "/guidance/locums#comment-2" },
  },
  inbox: (ctx, causes) =>
    foundBy(selectBookmarked(ctx, personIdOf(ctx.actor), causes.map(idOfCause)), (posts) =>
      wordEach(causes, posts, (post) => ({
        before: `Your reminder of what ${post.author} wrote in`,
        text: post.topic.title,
        href: postPath(post),
      })),
    ),
});

/** Of some posts those that this person has bookmarked and may still read. */
function selectBookmarked(ctx: Ctx, personId: PersonId | null, postIds: string[]) {
  const reader = sql`${personId}::uuid`;
  return ctx.db
    .select({ id: forumPosts.id, number: forumPosts.number, topic: topicColumns, author: author.name })
    .from(forumBookmarks)
    .innerJoin(forumPosts, eq(forumPosts.id, forumBookmarks.postId))
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .leftJoin(...pageOfTopic)
    .leftJoin(...author.of(forumPosts.authorId))
    .where(and(isOneOf(forumBookmarks.postId, postIds), eq(forumBookmarks.personId, reader), mayBeTold(ctx, reader)));
}
