import { eq, sql } from "drizzle-orm";
import { forumModerations } from "#db/schema/forum/moderation";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { pageOfTopic, topicColumns, topicStands } from "~/features/forum/topics/topic-place.queries.server";
import type { MailKind, MailMessage } from "~/features/mail/messages/kinds.server";
import { scopeOf, visibleToPerson } from "~/features/permissions/scope.server";
import type { Ctx } from "~/lib/ctx";
import { formatDate } from "~/lib/dates";
import { env } from "~/lib/env.server";
import { keptFor } from "./kept-for.server";
import { didWords, moderationPath } from "./moderation-words";
import { isTitleGone } from "./moderations.queries.server";

const WHY = "You get this mail because a decision was made about something you wrote. It is sent to everybody whom it concerns.";

/** Tells an author what a moderator did to their post, why, and how to appeal. */
export const moderationNotification: MailKind = {
  name: "moderation-notification",
  class: "service",

  async build(ctx, message) {
    const act = await findAct(ctx, message);
    if (!act || act.isUndone) return { skip: "undone" };
    return {
      layout: "service",
      subject: `A moderator ${didWords(act.kind)}`,
      paragraphs: [
        `A moderator ${didTo(act)}, which you wrote on ${formatDate(act.writtenAt)}.`,
        `Their reason: ${act.reason}`,
        `What stood there is kept for ${await keptFor(ctx)}. Only you and moderators can see it.`,
        "If you think that this was wrong, you can appeal once. Another moderator decides.",
      ],
      action: { label: "See what was done, or appeal", url: env().baseUrl + moderationPath(act.code) },
      why: WHY,
    };
  },
};

/** Tells an author how their appeal ended, or that an act was taken back without one. */
export const moderationDecisionNotification: MailKind = {
  name: "moderation-decision-notification",
  class: "service",

  async build(ctx, message) {
    const act = await findAct(ctx, message);
    if (!act || !(act.isUndone || act.decision)) return { skip: "undecided" };
    const isUpheld = act.decision === "upheld" && !act.isUndone;
    return {
      layout: "service",
      subject: isUpheld
        ? "Your appeal: the moderator’s act stands"
        : act.kind === "topic-removed"
          ? "Your topic is back"
          : "Your post is back",
      paragraphs: [
        isUpheld
          ? `Another moderator looked at your appeal about ${placeOf(act)}. What was done stands.`
          : `What a moderator did to ${placeOf(act)} was undone. It stands as you wrote it.`,
        ...(act.decision && act.decisionWhy ? [`Their words: ${act.decisionWhy}`] : []),
      ],
      action: { label: "See the decision", url: env().baseUrl + moderationPath(act.code) },
      why: WHY,
    };
  },
};

/** A topic that was removed or has another title now is not named by what it is called. */
const didTo = (act: Act) => (act.kind === "removed" || act.kind === "edited" ? `${act.kind} ${placeOf(act)}` : didWords(act.kind));

type Act = NonNullable<Awaited<ReturnType<typeof findAct>>>;

/** The topic is named to those who may still read it. */
function placeOf({ isReadable, topic, number, isTitleGone }: Act): string {
  if (!isReadable) return "one of your posts";
  if (isTitleGone) return "the first post of your topic";
  return topic.page === null ? `your post ${number} in “${topic.title}”` : `your comment under “${topic.title}”`;
}

/** An act on a post of the message's person. */
async function findAct(ctx: Ctx, { personId, args }: MailMessage) {
  if (!personId || !args.moderationId) return null;
  const [act] = await ctx.db
    .select({
      code: forumModerations.code,
      kind: forumModerations.kind,
      reason: forumModerations.reason,
      decision: forumModerations.decision,
      decisionWhy: forumModerations.decisionWhy,
      isUndone: sql<boolean>`${forumModerations.undoneAt} is not null`,
      topic: topicColumns,
      number: forumPosts.number,
      isTitleGone,
      writtenAt: forumPosts.createdAt,
      isReadable: sql<boolean>`${visibleToPerson(forumPosts.authorId, ctx.now)} and ${topicStands(ctx)}`,
    })
    .from(forumModerations)
    .innerJoin(forumPosts, eq(forumPosts.id, forumModerations.postId))
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .leftJoin(...pageOfTopic)
    .where(sql`${forumModerations.id} = ${args.moderationId} and ${forumPosts.authorId} = ${personId}`);
  return act ?? null;
}
