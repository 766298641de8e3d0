import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { forumAnswers, forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { visibleToPerson } from "~/features/forum/sanctions/own-sanction.queries.server";
import { postPath } from "~/features/forum/topics/topic-address";
import { pageOfTopic, topicColumns, topicStands } from "~/features/forum/topics/topic-place.queries.server";
import { idOfCause, wordEach } from "~/features/forum/watching/causes";
import { notificationKind } from "~/features/mail/notifications/notification-kind.server";
import { scopeOf } from "~/features/permissions/scope.server";
import { foundBy, isOneOf } from "~/lib/ask-together.server";
import { type Ctx, type PersonId, personIdOf } from "~/lib/ctx";
import { quoted } from "~/lib/quoted";
import { isByAsker } from "./answers.queries.server";
import { isWrittenBy, joinedAuthor } from "./author.queries.server";

const args = z.object({ postId: z.uuid() });

/** Tells whoever wrote a reply that it is the answer: where, and by whom if it was who asked. */
export const answerNotice = notificationKind({
  name: "answer",
  choice: { title: "Your reply is the answer", hint: "When your reply is marked as the one that answered a topic." },
  args,
  async load(ctx, { personId, args }) {
    const [answer] = await selectAnswers(ctx, personId, [args.postId]);
    return answer ? { asker: answer.asker, title: answer.topic.title, path: postPath(answer) } : "no-answer-that-they-may-read";
  },
  words: ({ asker, title, path }, { baseUrl }) => ({
    subject: "Your reply is the answer",
    paragraphs: [
      asker ? `${asker} says that your reply answered ${quoted(title)}.` : `Your reply was marked as the answer in ${quoted(title)}.`,
    ],
    action: { label: "Read your reply", url: baseUrl + path },
    why: `You get this email because a reply that you wrote was marked as the answer. To stop, switch off emails about answers at ${baseUrl}/account/reach`,
  }),
  samples: {
    "by who asked": { asker: "Tess Whitlow", title: "Who answers the mailbox?", path: "/forum/topics/7k2mq9xw4d#post-3" },
    "by a moderator": { asker: null, title: "Who answers the mailbox?", path: "/forum/topics/7k2mq9xw4d#post-3" },
  },
  inbox: (ctx, causes) =>
    foundBy(selectAnswers(ctx, personIdOf(ctx.actor), causes.map(idOfCause)), (answers) =>
      wordEach(causes, answers, ({ asker, ...reply }) => ({
        before: asker ? `${asker} says that your reply answered` : "Your reply was marked as the answer in",
        text: reply.topic.title,
        href: postPath(reply),
      })),
    ),
});

/** The replies of this person that are answers now and that they may still read; with who asked, if they said so and are there. */
function selectAnswers(ctx: Ctx, personId: PersonId | null, postIds: string[]) {
  const reader = sql`${personId}::uuid`;
  const asker = joinedAuthor("asker", forumTopics);
  return ctx.db
    .select({
      id: forumPosts.id,
      number: forumPosts.number,
      topic: topicColumns,
      asker: sql<string | null>`case when ${isByAsker} and ${asker.isUsable} then ${asker.name} end`,
    })
    .from(forumAnswers)
    .innerJoin(forumPosts, eq(forumPosts.id, forumAnswers.postId))
    .innerJoin(forumTopics, eq(forumTopics.id, forumAnswers.topicId))
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .leftJoin(...pageOfTopic)
    .leftJoin(...asker.of(forumTopics.authorId))
    .where(
      and(
        isOneOf(forumAnswers.postId, postIds),
        isWrittenBy(forumPosts, reader),
        eq(forumPosts.topicId, forumAnswers.topicId),
        isNull(forumPosts.removedAt),
        isNull(forumPosts.hiddenAt),
        visibleToPerson(reader, ctx.now),
        topicStands(ctx),
      ),
    );
}
