import { and, asc, desc, eq, isNull, not, sql } from "drizzle-orm";
import { z } from "zod";
import { forumPosts } from "#db/schema/forum/posts";
import { forumCategories, forumTopics } from "#db/schema/forum/topics";
import { forumCategoryWatches, forumReads, forumWatches } from "#db/schema/forum/watching";
import { answerWords, findMailAnswer, SAMPLE_ANSWER } from "~/features/forum/by-mail/answer-by-mail.server";
import { ignores, knownAuthorId } from "~/features/forum/ignoring/ignores.queries.server";
import { pollAsked } from "~/features/forum/polls/polls.queries.server";
import { author } from "~/features/forum/posts/author.queries.server";
import { namedHtml } from "~/features/forum/posts/mentions.queries.server";
import { selectRepliedPosts } from "~/features/forum/posts/posts.queries.server";
import { withoutHoles } from "~/features/forum/posts/quotes";
import { visibleToPerson } from "~/features/forum/sanctions/own-sanction.queries.server";
import { postPath, topicPath } from "~/features/forum/topics/topic-address";
import { pageOfTopic, topicColumns, topicStands } from "~/features/forum/topics/topic-place.queries.server";
import type { MailMessage } from "~/features/mail/messages/mail-kind.server";
import { notificationKind } from "~/features/mail/notifications/notification-kind.server";
import { scopeOf } from "~/features/permissions/scope.server";
import { foundBy, isOneOf } from "~/lib/ask-together.server";
import type { Ctx } from "~/lib/ctx";
import { openingOf } from "~/lib/opening.server";
import { quoted } from "~/lib/quoted";
import { idOfCause, wordEach } from "./causes";
import { categoryWatchOf, isInDigest, topicLevel, watchColumns, watchOf } from "./own-watch.queries.server";
import { stopPath } from "./stop-link.server";
import { LEFT_OUT, threadOf } from "./watching-mail.server";

const args = z.object({ postIds: z.array(z.uuid()).min(1) });

type Told = { author: string; words: string; poll?: string };

const A_SAMPLE = {
  isByCategory: false,
  thread: "topic.7k2mq9xw4d",
  stopPath: "/forum/stop-mails/a-sample-that-stops-nothing",
  answer: null,
};

/**
 * Tells a watcher of the replies of a topic in some ten minutes: who wrote, where, and the beginning of what they may read as it stands
 * when the mail leaves. What they read on the site meanwhile is not mailed.
 */
export const replyNotice = notificationKind({
  name: "reply",
  choice: {
    title: "Replies in topics you watch",
    hint: "When somebody answers in a topic that you watch, or comments under a page. By email: one for each topic in ten minutes, not of what you read here meanwhile.",
  },
  args,
  stillAllowed: async (ctx, message) => {
    const told = await findReplies(ctx, message);
    return typeof told === "string" ? told : null;
  },
  async load(ctx, message) {
    const told = await findReplies(ctx, message);
    if (typeof told === "string") return told;
    const { place, replies } = told;
    const wordsOf = (html: string) => (message.isLook ? LEFT_OUT : openingOf(withoutHoles(html)));
    return {
      replies: replies.slice(0, MOST_TOLD).map(({ author, bodyHtml, poll }) => ({
        author,
        words: wordsOf(bodyHtml),
        ...(poll && !message.isLook ? { poll: poll.question } : {}),
      })),
      hasMore: replies.length > MOST_TOLD,
      title: place.topic.title,
      category: message.isLook && place.category ? LEFT_OUT : place.category,
      path: postPath({ topic: place.topic, number: replies[0]!.number }),
      topicPath: topicPath(place.topic),
      isByCategory: place.isByCategory,
      thread: threadOf(place.topic),
      stopPath: stopPath(message.id),
      answer: await findMailAnswer(ctx, message, place.topicId),
    };
  },
  words: ({ replies, hasMore, title, category, path, topicPath, isByCategory, thread, stopPath, answer }, { baseUrl, contactAddress }) => {
    const [first] = replies as [Told];
    const { author, words } = first;
    const withPoll = ({ poll }: Told) => (poll ? [`With a poll: “${poll}”`] : []);
    const isComment = category === null;
    const [one, many] = isComment ? ["comment", "comments"] : ["reply", "replies"];
    const where = isComment ? `under ${quoted(title)}` : `in ${quoted(title)} (${category})`;
    const what = isComment ? "the comments there" : isByCategory ? "this category, or a tag of this topic" : "this topic";
    const watched = `You watch ${what}.`;
    const isOne = replies.length === 1;
    const count = hasMore ? `More than ${replies.length}` : replies.length;
    return {
      // the same for all of a topic: many programs show together only what has one subject
      subject: isComment ? `New comments under ${title}` : `New replies: ${title}`,
      paragraphs: isOne
        ? [`${author} ${isComment ? "commented" : "replied"} ${where}. ${watched}`, ...(words ? [`“${words}”`] : []), ...withPoll(first)]
        : [
            `${count} new ${many} ${where}. ${watched}`,
            ...replies.map((each) => [each.words ? `${each.author}: “${each.words}”` : each.author, ...withPoll(each)].join(" ")),
          ],
      after: [answerWords(answer, contactAddress)],
      action: { label: isOne ? `Read the ${one}` : `Read the ${many}`, url: baseUrl + path },
      why: `You get this email because you watch ${what}. To change that, see “What you are told” at ${baseUrl}${topicPath} or switch off emails about replies at ${baseUrl}/account/reach`,
      stop: { label: `Stop emails about ${isComment ? "these comments" : "this topic"}`, url: baseUrl + stopPath },
      answerTo: answer?.to,
      thread,
    };
  },
  samples: {
    "a reply": {
      replies: [{ author: "Priya Nair", words: "We share one mailbox and a rota. Whoever has it that week answers by noon." }],
      hasMore: false,
      title: "Who answers the mailbox?",
      category: "Running the practice",
      path: "/forum/topics/7k2mq9xw4d#post-3",
      topicPath: "/forum/topics/7k2mq9xw4d-who-answers-the-mailbox",
      ...A_SAMPLE,
      answer: SAMPLE_ANSWER,
    },
    "several replies": {
      replies: [
        { author: "Priya Nair", words: "We share one mailbox and a rota. Whoever has it that week answers by noon." },
        { author: "Kath Ormerod", words: "", poll: "Who answers it where you are?" },
      ],
      hasMore: true,
      title: "Who answers the mailbox?",
      category: "Running the practice",
      path: "/forum/topics/7k2mq9xw4d#post-3",
      topicPath: "/forum/topics/7k2mq9xw4d-who-answers-the-mailbox",
      ...A_SAMPLE,
    },
    "a comment": {
      replies: [{ author: "Priya Nair", words: "The form in step 2 has moved since." }],
      hasMore: false,
      title: "Locum cover",
      category: null,
      path: "/guidance/staff/locum-cover#comment-2",
      topicPath: "/guidance/staff/locum-cover#comments",
      ...A_SAMPLE,
    },
  },
  inbox: (ctx, causes) =>
    foundBy(selectRepliedPosts(ctx, causes.map(idOfCause)), (posts) =>
      wordEach(causes, posts, (reply) => {
        const did = reply.topic.page === null ? "replied in" : "commented under";
        const together = { key: reply.topic.code, who: reply.author, did };
        const link = { text: reply.topic.title, href: postPath(reply), together };
        return reply.topic.page === null
          ? { before: `${reply.author} ${reply.isToReader ? "answered you" : "replied"} in`, ...link }
          : { before: reply.isToReader ? "A comment answers you under" : "New comment under", ...link, after: ` by ${reply.author}` };
      }),
    ),
});

type Message = MailMessage<z.infer<typeof args>>;

/** Of so many replies is told how they begin. */
const MOST_TOLD = 5;
/** What the message tells its person: where, and the replies that are there and that they have not read; or why nothing. */
async function findReplies(ctx: Ctx, message: Message) {
  const place = await findPlace(ctx, message);
  if (!place) return "not-in-audience";
  if (!place.isWatching) return "not-watching";
  if (place.isInDigest) return "in-digest";
  const replies = await listReplies(ctx, message, place.topicId);
  if (replies.length > 0) return { place, replies };
  return place.isRead ? "read-on-site" : "post-removed";
}

/** Where the replies stand, as the message's person may still see it; null when they may not. */
async function findPlace(ctx: Ctx, { personId, cause, args: { postIds } }: Message) {
  if (!personId) return null;
  const [place] = await ctx.db
    .select({
      topicId: forumPosts.topicId,
      topic: topicColumns,
      category: forumCategories.name,
      isWatching: sql<boolean>`(${topicLevel(sql`${personId}::uuid`)} = 'watching')`,
      isByCategory: watchColumns(sql`${personId}::uuid`).isByCategory,
      isInDigest: isInDigest(sql`${personId}::uuid`),
      isRead: sql<boolean>`coalesce(${forumReads.lastReadNumber} >= ${forumPosts.number}, false)`,
    })
    .from(forumPosts)
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .leftJoin(forumCategories, eq(forumCategories.id, forumTopics.categoryId))
    .leftJoin(...pageOfTopic)
    .leftJoin(forumWatches, watchOf(sql`${personId}`))
    .leftJoin(forumCategoryWatches, categoryWatchOf(sql`${personId}`))
    .leftJoin(forumReads, and(eq(forumReads.topicId, forumTopics.id), eq(forumReads.personId, personId)))
    .where(and(isOneOf(forumPosts.id, postIds), isOfCause(cause), visibleToPerson(sql`${personId}::uuid`, ctx.now), topicStands(ctx)))
    .orderBy(desc(forumPosts.number))
    .limit(1);
  return place ?? null;
}

/** What was moved to another topic meanwhile is told of by a mail of that one. */
const isOfCause = (cause: string | null) => (cause?.startsWith("replies:") ? eq(forumTopics.id, idOfCause(cause)) : undefined);

/** One more than are told. */
function listReplies(ctx: Ctx, { personId, args: { postIds } }: Message, topicId: string) {
  return ctx.db
    .select({
      number: forumPosts.number,
      author: author.name,
      bodyHtml: namedHtml(ctx, forumPosts.bodyHtml, forumPosts.id),
      poll: pollAsked,
    })
    .from(forumPosts)
    .leftJoin(...author.of(forumPosts.authorId))
    .leftJoin(forumReads, and(eq(forumReads.topicId, forumPosts.topicId), sql`${forumReads.personId} = ${personId}`))
    .where(
      and(
        isOneOf(forumPosts.id, postIds),
        eq(forumPosts.topicId, topicId),
        sql`${forumPosts.number} > coalesce(${forumReads.lastReadNumber}, 0)`,
        isNull(forumPosts.removedAt),
        isNull(forumPosts.hiddenAt),
        not(ignores(sql`${personId}::uuid`, knownAuthorId)),
      ),
    )
    .orderBy(asc(forumPosts.number))
    .limit(MOST_TOLD + 1);
}
