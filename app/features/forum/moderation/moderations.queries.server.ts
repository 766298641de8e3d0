import { and, eq, gt, isNull, or, type SQL, sql } from "drizzle-orm";
import { forumModerations } from "#db/schema/forum/moderation";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { author, joinedAuthor } from "~/features/forum/posts/author.queries.server";
import { isAuthor } from "~/features/forum/posts/post.policy";
import { showQuotes } from "~/features/forum/posts/quotes";
import { quotesOf } from "~/features/forum/posts/quotes.queries.server";
import { pageOfTopic, readableOnce, readableTopic, topicColumns } from "~/features/forum/topics/topic-place.queries.server";
import { scopeOf } from "~/features/permissions/scope.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { appealBlocker, decisionBlocker, moderationBlocker, undoBlocker } from "./moderation.policy";

export type ModerationForUpdate = NonNullable<Awaited<ReturnType<typeof findModerationForUpdate>>>;

/**
 * An act of a moderator with its topic and post, all locked: what anybody does about it is done one after the
 * other, the topic locked first as everywhere.
 */
export async function findModerationForUpdate(ctx: Ctx, code: string) {
  await ctx.db
    .select({ id: forumTopics.id })
    .from(forumModerations)
    .innerJoin(forumPosts, eq(forumPosts.id, forumModerations.postId))
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .where(eq(forumModerations.code, code))
    .for("update", { of: forumTopics });
  const [act] = await selectModeration(ctx, code).for("update", { of: [forumModerations, forumPosts] });
  if (!act) return null;
  // a statement of its own: the lock may have waited for an act that the first one does not see
  return { ...act, hasLaterAct: await hasLaterAct(ctx, act) };
}

/**
 * An act as its page shows it: to the author of the post, also where they may no longer read the topic, and to moderators who may.
 * @throws NotFoundError
 */
export async function getModeration(ctx: Ctx, code: string) {
  const [act] = await selectModeration(ctx, code);
  const isStaff = moderationBlocker(ctx.actor) === null;
  const isOwn = act !== undefined && isAuthor(ctx.actor, act);
  if (!act || !(isOwn || isStaff)) throw new NotFoundError("moderation");
  const state = { ...act, hasLaterAct: await hasLaterAct(ctx, act) };
  return {
    id: act.id,
    code: act.code,
    kind: act.kind,
    at: act.at,
    reason: act.reason,
    original: act.originalMarkdown,
    originalTitle: act.originalTitle,
    authorId: act.authorId,
    author: act.author,
    // who decided about somebody is no business of theirs beyond that it was another person
    moderator: isOwn ? null : act.moderator,
    appeal: act.appeal,
    appealedAt: act.appealedAt,
    decision: act.decision,
    decisionWhy: act.decisionWhy,
    decidedAt: act.decidedAt,
    decider: isOwn ? null : act.decider,
    undoneAt: act.undoneAt,
    isOwn,
    post: act.isReadable ? { topic: act.topic, number: act.number, bodyHtml: showQuotes(act.bodyHtml, act.quotes, act.topic) } : null,
    appealBlocker: appealBlocker(ctx.actor, state),
    undoBlocker: undoBlocker(ctx.actor, state),
    decisionBlocker: decisionBlocker(ctx.actor, state),
  };
}

function selectModeration(ctx: Ctx, code: string) {
  const moderator = joinedAuthor("moderator");
  const decider = joinedAuthor("decider");
  const own = sql`${forumPosts.authorId} is not distinct from ${personIdOf(ctx.actor)}`;
  return ctx.db
    .select({
      id: forumModerations.id,
      code: forumModerations.code,
      kind: forumModerations.kind,
      at: forumModerations.at,
      reason: forumModerations.reason,
      originalMarkdown: forumModerations.originalMarkdown,
      originalTitle: forumModerations.originalTitle,
      moderatorId: forumModerations.moderatorId,
      moderator: moderator.name,
      appeal: forumModerations.appeal,
      appealedAt: forumModerations.appealedAt,
      decision: forumModerations.decision,
      decisionWhy: forumModerations.decisionWhy,
      decidedAt: forumModerations.decidedAt,
      decider: decider.name,
      undoneAt: forumModerations.undoneAt,
      isAppealed: sql<boolean>`${forumModerations.appealedAt} is not null`,
      isDecided: sql<boolean>`${forumModerations.decidedAt} is not null`,
      isUndone: sql<boolean>`${forumModerations.undoneAt} is not null`,
      postId: forumPosts.id,
      number: forumPosts.number,
      authorId: forumPosts.authorId,
      author: author.name,
      bodyHtml: forumPosts.bodyHtml,
      quotes: quotesOf(ctx),
      topicId: forumPosts.topicId,
      scopeId: forumTopics.scopeId,
      textNow: forumPosts.bodyMarkdown,
      titleNow: forumTopics.title,
      isInRemovedTopic: sql<boolean>`(${forumModerations.kind} <> 'topic-removed' and ${forumTopics.removedAt} is not null)`,
      // of a topic removed as a whole others' replies are left, whatever its author took back
      postIsGone: sql<boolean>`(${forumTopics.removedBy} is not distinct from 'author'
        or (${forumPosts.removedBy} is not distinct from 'author' and ${forumModerations.kind} <> 'topic-removed'))`,
      topic: topicColumns,
      isReadable: sql<boolean>`${readableTopic(ctx)}`,
    })
    .from(forumModerations)
    .innerJoin(forumPosts, eq(forumPosts.id, forumModerations.postId))
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .leftJoin(...pageOfTopic)
    .leftJoin(...author.of(forumPosts.authorId))
    .leftJoin(...moderator.of(forumModerations.moderatorId))
    .leftJoin(...decider.of(forumModerations.decidedBy))
    .where(and(eq(forumModerations.code, code), or(readableOnce(ctx), own)));
}

/** An act took the topic's title away: what tells of it names the topic in no other way. */
export const isTitleGone = sql<boolean>`(${forumModerations.originalTitle} is not null and ${forumModerations.undoneAt} is null)`;

type Act = { id: string; postId: string; isInRemovedTopic: boolean };

/** On the post, or on its whole topic: what comes back there is read by nobody. */
async function hasLaterAct(ctx: Ctx, { id, postId, isInRemovedTopic }: Act): Promise<boolean> {
  if (isInRemovedTopic) return true;
  const [later] = await ctx.db
    .select({ id: forumModerations.id })
    .from(forumModerations)
    .where(and(eq(forumModerations.postId, postId), gt(forumModerations.id, id), isNull(forumModerations.undoneAt)))
    .limit(1);
  return later !== undefined;
}

/** The code of the latest act on a post that still stands, for those who may know: moderators and the post's author. */
export function standingModeration(ctx: Ctx): SQL<string | null> {
  const mayKnow = moderationBlocker(ctx.actor) === null ? sql`true` : sql`${forumPosts.authorId} = ${personIdOf(ctx.actor)}`;
  // asked only where a mark of a moderator stands
  return sql<string | null>`case when (${forumPosts.editedBy} = 'moderator' or ${forumPosts.removedBy} = 'moderator') and ${mayKnow} then
    (select act.code from ${forumModerations} act where act.post_id = ${forumPosts.id} and act.kind in ('edited', 'removed') and act.undone_at is null
      order by act.id desc limit 1) end`;
}
