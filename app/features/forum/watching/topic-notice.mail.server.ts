import { and, eq, isNull, not, sql } from "drizzle-orm";
import { z } from "zod";
import { forumPosts } from "#db/schema/forum/posts";
import { forumCategories, forumTopics } from "#db/schema/forum/topics";
import { forumCategoryWatches, forumReads, forumWatches } from "#db/schema/forum/watching";
import { ignores, knownAuthorId } from "~/features/forum/ignoring/ignores.queries.server";
import { pollAsked } from "~/features/forum/polls/polls.queries.server";
import { author } from "~/features/forum/posts/author.queries.server";
import { namedHtml } from "~/features/forum/posts/mentions.queries.server";
import { withoutHoles } from "~/features/forum/posts/quotes";
import { visibleToPerson } from "~/features/forum/sanctions/own-sanction.queries.server";
import { topicPath } from "~/features/forum/topics/topic-address";
import { pageOfTopic, topicColumns, topicStands } from "~/features/forum/topics/topic-place.queries.server";
import { notificationKind } from "~/features/mail/notifications/notification-kind.server";
import { scopeOf } from "~/features/permissions/scope.server";
import { foundBy, isOneOf } from "~/lib/ask-together.server";
import { type Ctx, type PersonId, personIdOf } from "~/lib/ctx";
import { openingOf } from "~/lib/opening.server";
import { idOfCause, wordEach } from "./causes";
import { categoryWatchOf, isInDigest, watchOf } from "./own-watch.queries.server";
import { stopPath } from "./stop-link.server";
import { LEFT_OUT, threadOf } from "./watching-mail.server";

/** The category is the one that is watched, for the link that stops it: a moderator may move the topic. */
const args = z.object({ topicId: z.uuid(), categoryId: z.uuid() });

/** Tells whoever watches a category of a topic that was begun there: by whom, where, and how it begins, as they may read it. */
export const topicNotice = notificationKind({
  name: "topic",
  choice: {
    title: "New topics in categories you watch",
    hint: "When a topic is begun in a category of which you chose to hear every post, or new topics. By mail: one for each topic, not of what you read here meanwhile.",
  },
  args,
  async load(ctx, { id, personId, args, isLook }) {
    const [found] = personId ? await selectTopics(ctx, personId, [args.topicId]) : [];
    if (!found) return "not-in-audience";
    if (!found.isWatched || found.categoryId !== args.categoryId) return "not-watching";
    if (found.isRead) return "read-on-site";
    if (found.isInDigest) return "in-digest";
    return {
      author: found.author,
      words: isLook ? LEFT_OUT : openingOf(withoutHoles(found.bodyHtml)),
      poll: isLook ? null : (found.poll?.question ?? null),
      title: found.topic.title,
      category: isLook ? LEFT_OUT : found.category,
      path: topicPath(found.topic),
      categoryPath: `/forum/${found.slug}`,
      thread: threadOf(found.topic),
      stopPath: stopPath(id),
    };
  },
  words: ({ author, words, poll, title, category, path, categoryPath, thread, stopPath }, { baseUrl, contactAddress }) => ({
    subject: `New topic: ${title}`,
    paragraphs: [
      `${author} began “${title}” in ${category}.`,
      ...(words ? [`“${words}”`] : []),
      ...(poll ? [`With a poll: “${poll}”`] : []),
    ],
    after: [`To answer, use the button: what you write back to this mail goes to ${contactAddress} and not into the forum.`],
    action: { label: "Read the topic", url: baseUrl + path },
    why: `You get this mail because you watch this category. To change that, see “What you are told” at ${baseUrl}${categoryPath} or switch off mails about new topics at ${baseUrl}/account/reach`,
    stop: { label: "Stop mails about new topics in this category", url: baseUrl + stopPath },
    thread,
  }),
  samples: {
    "a new topic": {
      author: "Tess Whitlow",
      words: "We have one mailbox that everybody can read, and nobody answers it.",
      poll: "How often do you look into yours?",
      title: "Who answers the mailbox?",
      category: "Running the practice",
      path: "/forum/topics/7k2mq9xw4d-who-answers-the-mailbox",
      categoryPath: "/forum/running-the-practice",
      thread: "topic.7k2mq9xw4d",
      stopPath: "/forum/stop-mails/a-sample-that-stops-nothing",
    },
  },
  inbox: (ctx, causes) =>
    foundBy(selectTopics(ctx, personIdOf(ctx.actor), causes.map(idOfCause)), (topics) =>
      wordEach(causes, topics, ({ author, topic, category }) => ({
        before: `${author} began`,
        text: topic.title,
        href: topicPath(topic),
        after: ` in ${category}`,
      })),
    ),
});

/** Topics whose first post stands and is by nobody whom they ignore, and that this person may read, with how they watch their category. */
function selectTopics(ctx: Ctx, personId: PersonId | null, topicIds: string[]) {
  const reader = sql`${personId}::uuid`;
  return ctx.db
    .select({
      id: forumTopics.id,
      categoryId: forumTopics.categoryId,
      topic: topicColumns,
      category: forumCategories.name,
      slug: forumCategories.slug,
      author: author.name,
      bodyHtml: namedHtml(ctx, forumPosts.bodyHtml, forumPosts.id),
      poll: pollAsked,
      isWatched: sql<boolean>`(coalesce(${forumCategoryWatches.level}, 'normal') in ('every-post', 'first-posts')
        and coalesce(${forumWatches.level}, 'normal') <> 'muted')`,
      isInDigest: isInDigest(reader),
      isRead: sql<boolean>`(${forumReads.personId} is not null)`,
    })
    .from(forumTopics)
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .innerJoin(forumCategories, eq(forumCategories.id, forumTopics.categoryId))
    .innerJoin(forumPosts, and(eq(forumPosts.topicId, forumTopics.id), eq(forumPosts.number, 1)))
    .leftJoin(...pageOfTopic)
    .leftJoin(...author.of(forumPosts.authorId))
    .leftJoin(forumWatches, watchOf(reader))
    .leftJoin(forumCategoryWatches, categoryWatchOf(reader))
    .leftJoin(forumReads, and(eq(forumReads.topicId, forumTopics.id), eq(forumReads.personId, reader)))
    .where(
      and(
        isOneOf(forumTopics.id, topicIds),
        visibleToPerson(reader, ctx.now),
        topicStands(ctx),
        isNull(forumPosts.removedAt),
        isNull(forumPosts.hiddenAt),
        not(ignores(reader, knownAuthorId)),
      ),
    );
}
