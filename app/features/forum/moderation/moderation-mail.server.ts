import { and, eq, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { forumModerations } from "#db/schema/forum/moderation";
import { forumPosts } from "#db/schema/forum/posts";
import { forumCategories, forumTopics } from "#db/schema/forum/topics";
import { isWrittenBy } from "~/features/forum/posts/author.queries.server";
import { visibleToPerson } from "~/features/forum/sanctions/own-sanction.queries.server";
import { pageOfTopic, readableTopic, topicColumns, topicStands } from "~/features/forum/topics/topic-place.queries.server";
import { idOfCause, wordEach } from "~/features/forum/watching/causes";
import { type MailMessage, SAMPLE_DAY } from "~/features/mail/messages/mail-kind.server";
import type { NotificationWords } from "~/features/mail/notifications/notification-words";
import { readersColumns } from "~/features/permissions/readers.queries.server";
import { scopeOf } from "~/features/permissions/scope.server";
import { foundBy, isOneOf } from "~/lib/ask-together.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { quoted } from "~/lib/quoted";
import { moderationPath } from "./moderation-words";
import { isTitleGone } from "./moderations.queries.server";

/** What the mails about an act of a moderator are queued with. */
export const moderationArgs = z.object({ moderationId: z.uuid(), postId: z.uuid() });

export const ABOUT_DECISION =
  "You get this email because a decision was made about something you wrote. It is sent to everybody whom it concerns.";

export type ModeratedPost = NonNullable<Awaited<ReturnType<typeof findModeratedPost>>>;

/**
 * Over an act with its post: somebody who wrote in the topic that it removed or moved as a whole. They hear that it went and that it came
 * back; what was said about its first post is for who began it.
 */
const wroteInIt = (
  personId: SQL,
): SQL => sql`(${forumModerations.kind} in ('topic-removed', 'topic-moved', 'posts-split', 'topic-merged') and exists (select from ${forumPosts} own
  where own.topic_id = ${forumTopics.id} and (own.author_id = ${personId} or own.nameless_by = ${personId})))`;

/** An act on a post of the message's person, or on a whole topic in which they wrote. */
export async function findModeratedPost(ctx: Ctx, { personId, args }: MailMessage<z.infer<typeof moderationArgs>>) {
  const reader = sql`${personId}::uuid`;
  const isOwn = sql<boolean>`coalesce(${isWrittenBy(forumPosts, reader)}, false)`;
  const [act] = await ctx.db
    .select({
      isOwn,
      code: forumModerations.code,
      kind: forumModerations.kind,
      reason: forumModerations.reason,
      decision: forumModerations.decision,
      decisionWhy: forumModerations.decisionWhy,
      isUndone: sql<boolean>`${forumModerations.undoneAt} is not null`,
      topic: topicColumns,
      category: forumCategories.name,
      readers: readersColumns,
      number: forumPosts.number,
      isTitleGone,
      writtenAt: forumPosts.createdAt,
      isReadable: sql<boolean>`${visibleToPerson(reader, ctx.now)} and ${topicStands(ctx)}`,
    })
    .from(forumModerations)
    .innerJoin(forumPosts, eq(forumPosts.id, forumModerations.postId))
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .leftJoin(forumCategories, eq(forumCategories.id, forumTopics.categoryId))
    .leftJoin(...pageOfTopic)
    .where(and(eq(forumModerations.id, args.moderationId), or(isOwn, wroteInIt(reader))));
  return act ?? null;
}

/** The topic is named to those who may still read it. */
export function placeOf({ isReadable, topic, number, isTitleGone }: ModeratedPost): string {
  if (!isReadable) return "one of your posts";
  if (isTitleGone) return "the first post of your topic";
  return topic.page === null ? `your post ${number} in ${quoted(topic.title)}` : `your comment under ${quoted(topic.title)}`;
}

/**
 * Acts on one's own posts, and on whole topics in which one wrote, for the inbox. The place is named only to those who may still read it.
 */
export function wordModerations(
  ctx: Ctx,
  causes: string[],
  say: (act: ToldAct, cause: string) => string | null,
  sayToOthers: (act: ToldAct) => NotificationWords | null,
): SQL<Map<string, NotificationWords>> {
  const word = (act: ToldAct, cause: string) => {
    if (!act.isOwn) return sayToOthers(act);
    const text = say(act, cause);
    const after = act.isReadable && !act.isTitleGone ? ` in ${act.topic.title}` : undefined;
    return text === null ? null : { text, href: moderationPath(act.code), after };
  };
  return foundBy(selectActs(ctx, causes.map(idOfCause)), (acts) => wordEach(causes, acts, word));
}

type ToldAct = Awaited<ReturnType<typeof selectActs>>[number];

function selectActs(ctx: Ctx, ids: string[]) {
  const { id, code, kind, decision, undoneAt, postId } = forumModerations;
  const isOwn = sql<boolean>`coalesce(${isWrittenBy(forumPosts, personIdOf(ctx.actor))}, false)`;
  const place = { topic: topicColumns, isTitleGone, isReadable: sql<boolean>`${readableTopic(ctx)}` };
  return ctx.db
    .select({ id, code, kind, decision, undoneAt, isOwn, ...place })
    .from(forumModerations)
    .innerJoin(forumPosts, eq(forumPosts.id, postId))
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .leftJoin(...pageOfTopic)
    .where(isOneOf(id, ids));
}

export const SAMPLE_ACT: ModeratedPost = {
  isOwn: true,
  code: "3hd8w2kq7p",
  kind: "removed",
  reason: "It names a colleague who did not agree to that.",
  decision: null,
  decisionWhy: null,
  isUndone: false,
  topic: { code: "7k2mq9xw4d", title: "Who answers the mailbox?", page: null },
  category: "Running the practice",
  readers: { audience: "open", groups: [] },
  number: 3,
  isTitleGone: false,
  writtenAt: SAMPLE_DAY,
  isReadable: true,
};
