import { and, eq, isNull, not, sql } from "drizzle-orm";
import { z } from "zod";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTags, forumTagWatches, forumTopicTags } from "#db/schema/forum/tags";
import { forumCategories, forumTopics } from "#db/schema/forum/topics";
import { forumCategoryWatches, forumReads, forumWatches } from "#db/schema/forum/watching";
import { answerWords, findMailAnswer, SAMPLE_ANSWER } from "~/features/forum/by-mail/answer-by-mail.server";
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
import { quoted } from "~/lib/quoted";
import { idOfCause, wordEach } from "./causes";
import { categoryWatchOf, isInDigest, topicLevel, watchOf } from "./own-watch.queries.server";
import { stopPath } from "./stop-link.server";
import { LEFT_OUT, threadOf } from "./watching-mail.server";

/** The category or the tag is the one that is watched, for the link that stops it: a moderator may move the topic. */
const args = z.object({ topicId: z.uuid(), categoryId: z.uuid().optional(), tagId: z.uuid().optional() });

/** Tells whoever watches a category or a tag of a topic that was begun there: by whom, where, and how it begins, as they may read it. */
export const topicNotice = notificationKind({
  name: "topic",
  choice: {
    title: "New topics in categories and with tags you watch",
    hint: "When a topic is begun in a category, or with a tag, of which you chose to hear every post, or new topics. By email: one for each topic, not of what you read here meanwhile.",
  },
  args,
  async load(ctx, message) {
    const { id, personId, args, isLook } = message;
    const [found] = personId ? await selectTopics(ctx, personId, [args.topicId], args.tagId) : [];
    if (!found) return "not-in-audience";
    // by what it was sent for, or what they watch of it besides: a tag is merged into another, and a choice taken back
    const byCategory = found.isCategoryWatched && (!args.categoryId || found.categoryId === args.categoryId);
    const tag = args.categoryId && byCategory ? null : found.tag;
    if (!(tag || byCategory) || found.isMuted) return "not-watching";
    if (found.isRead) return "read-on-site";
    if (found.isInDigest) return "in-digest";
    return {
      author: found.author,
      words: isLook ? LEFT_OUT : openingOf(withoutHoles(found.bodyHtml)),
      poll: isLook ? null : (found.poll?.question ?? null),
      title: found.topic.title,
      category: isLook ? LEFT_OUT : found.category,
      path: topicPath(found.topic),
      watched: tag ? `the tag “${tag.name}”` : "this category",
      watchedPath: tag ? `/forum/tags/${tag.slug}` : `/forum/${found.slug}`,
      thread: threadOf(found.topic),
      stopPath: stopPath(id),
      answer: await findMailAnswer(ctx, message, found.id),
    };
  },
  words: ({ author, words, poll, title, category, path, watched, watchedPath, thread, stopPath, answer }, { baseUrl, contactAddress }) => ({
    subject: `New topic: ${title}`,
    paragraphs: [
      `${author} began ${quoted(title)} in ${category}.`,
      ...(words ? [`“${words}”`] : []),
      ...(poll ? [`With a poll: “${poll}”`] : []),
    ],
    after: [answerWords(answer, contactAddress)],
    action: { label: "Read the topic", url: baseUrl + path },
    why: `You get this email because you watch ${watched}. To change that, see “What you are told” at ${baseUrl}${watchedPath} or switch off emails about new topics at ${baseUrl}/account/reach`,
    stop: {
      label: `Stop emails about new topics ${watched === "this category" ? "in this category" : `with ${watched}`}`,
      url: baseUrl + stopPath,
    },
    answerTo: answer?.to,
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
      watched: "this category",
      watchedPath: "/forum/running-the-practice",
      thread: "topic.7k2mq9xw4d",
      stopPath: "/forum/stop-mails/a-sample-that-stops-nothing",
      answer: SAMPLE_ANSWER,
    },
    "a new topic with a tag": {
      author: "Tess Whitlow",
      words: "",
      poll: null,
      title: "Who answers the mailbox?",
      category: "Running the practice",
      path: "/forum/topics/7k2mq9xw4d-who-answers-the-mailbox",
      watched: "the tag “Reception & phones <9 to 5>”",
      watchedPath: "/forum/tags/reception-and-phones",
      thread: "topic.7k2mq9xw4d",
      stopPath: "/forum/stop-mails/a-sample-that-stops-nothing",
      answer: SAMPLE_ANSWER,
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

/**
 * Topics whose first post stands and is by nobody whom they ignore, and that this person may read, with how they watch their category and
 * by which tag, this one first.
 */
function selectTopics(ctx: Ctx, personId: PersonId | null, topicIds: string[], tagId?: string) {
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
      isCategoryWatched: sql<boolean>`(coalesce(${forumCategoryWatches.level}, 'normal') in ('every-post', 'first-posts'))`,
      tag: sql<{ slug: string; name: string } | null>`(select json_build_object('slug', tag.slug, 'name', tag.name)
        from ${forumTopicTags} its join ${forumTags} tag on tag.id = its.tag_id
        join ${forumTagWatches} chosen on chosen.tag_id = tag.id and chosen.person_id = ${reader} and chosen.level in ('every-post', 'first-posts')
        where its.topic_id = ${forumTopics.id} order by its.tag_id = ${tagId ?? null}::uuid desc nulls last, its.tag_id limit 1)`,
      isMuted: sql<boolean>`(${topicLevel(reader)} = 'muted')`,
      poll: pollAsked,
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
