import { and, desc, eq, gte, isNull, lt, or, sql } from "drizzle-orm";
import { z } from "zod";
import { forumPosts, forumThanks } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { visibleToPerson } from "~/features/forum/sanctions/own-sanction.queries.server";
import { thanksPath } from "~/features/forum/topics/topic-address";
import { pageOfTopic, topicColumns, topicStands } from "~/features/forum/topics/topic-place.queries.server";
import { idOfCause, wordEach } from "~/features/forum/watching/causes";
import { notificationKind } from "~/features/mail/notifications/notification-kind.server";
import { scopeOf } from "~/features/permissions/scope.server";
import { foundBy } from "~/lib/ask-together.server";
import { type Ctx, type PersonId, personIdOf } from "~/lib/ctx";
import { quoted } from "~/lib/quoted";
import { joinedAuthor, namelessPostsOf } from "./author.queries.server";

const args = z.object({ day: z.iso.date() });

/** Tells an author that somebody thanked them: by whom and for which post, once a day. What follows on that day is counted in the inbox. */
export const thanksNotice = notificationKind({
  name: "thanks",
  choice: { title: "Thanks for your posts", hint: "When somebody thanks you for something you wrote. Once a day at most." },
  args,
  async load(ctx, { personId, args }) {
    const [thanks] = await selectLatestThanks(ctx, personId, [args.day]);
    return thanks
      ? {
          name: thanks.name,
          title: thanks.topic.title,
          isComment: thanks.topic.page !== null,
          path: thanksPath({ topic: thanks.topic.code, number: thanks.number }),
        }
      : "taken-back";
  },
  words: ({ name, title, isComment, path }, { baseUrl }) => ({
    subject: `${name} thanked you`,
    paragraphs: [`${name} thanked you for ${isComment ? "your comment under" : "your post in"} ${quoted(title)}.`],
    action: { label: "See who said thanks", url: baseUrl + path },
    why: `You get this email because somebody thanked you for what you wrote. We write about thanks once a day at most. To stop, switch off emails about thanks at ${baseUrl}/account/reach`,
  }),
  samples: {
    "for a post": {
      name: "Priya Nair",
      title: "Who answers the mailbox?",
      isComment: false,
      path: "/forum/topics/7k2mq9xw4d/posts/3/thanks",
    },
    "for a comment": { name: "Priya Nair", title: "Locum cover", isComment: true, path: "/forum/topics/7k2mq9xw4d/posts/2/thanks" },
  },
  inbox: (ctx, causes) =>
    foundBy(selectLatestThanks(ctx, personIdOf(ctx.actor), causes.map(idOfCause)), (found) =>
      wordEach(causes, found, ({ name, others, ...post }) => ({
        before: `${name} thanked you for your ${post.topic.page === null ? "post in" : "comment under"}`,
        text: post.topic.title,
        href: thanksPath({ topic: post.topic.code, number: post.number }),
        after: others === 0 ? undefined : ` (and ${others} more thanks that day)`,
      })),
    ),
});

/** Of each day, which is its `id`, the latest thanks that this person got and how many others, for posts that they may still read. */
function selectLatestThanks(ctx: Ctx, personId: PersonId | null, days: string[]) {
  const reader = sql`${personId}::uuid`;
  const thanker = joinedAuthor("thanker", forumThanks);
  const { thankedAt } = forumThanks;
  const day = sql<string>`to_char(${thankedAt} at time zone 'Europe/London', 'YYYY-MM-DD')`;
  // from the first to the last by the index; one text however many, as the database keeps each text that it prepares
  const inOrder = [...days].sort();
  const startOf = (date: string, after = 0) => sql`((${date}::date + ${after}::int)::timestamp at time zone 'Europe/London')`;
  return ctx.db
    .selectDistinctOn([day], {
      id: day,
      name: thanker.name,
      number: forumPosts.number,
      topic: topicColumns,
      others: sql<number>`(count(*) over (partition by ${day}) - 1)::int`,
    })
    .from(forumThanks)
    .innerJoin(forumPosts, eq(forumPosts.id, forumThanks.postId))
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .leftJoin(...pageOfTopic)
    .leftJoin(...thanker.of(forumThanks.personId))
    .where(
      and(
        or(eq(forumThanks.authorId, reader), eq(forumThanks.postId, sql`any(${namelessPostsOf(reader)})`)),
        gte(thankedAt, startOf(inOrder[0]!)),
        lt(thankedAt, startOf(inOrder.at(-1)!, 1)),
        sql`${day} = any(${sql.param(inOrder)}::text[])`,
        thanker.isUsable,
        isNull(forumPosts.removedAt),
        isNull(forumPosts.hiddenAt),
        visibleToPerson(reader, ctx.now),
        topicStands(ctx),
      ),
    )
    .orderBy(day, desc(thankedAt));
}
