import { and, eq, gt, inArray, isNull, notInArray, or, type SQL, sql } from "drizzle-orm";
import { forumModerations } from "#db/schema/forum/moderation";
import { forumPosts } from "#db/schema/forum/posts";
import { forumCategories, forumTopics } from "#db/schema/forum/topics";
import { pollAsked } from "~/features/forum/polls/polls.queries.server";
import { author, isWrittenBy, joinedAuthor, writerOf } from "~/features/forum/posts/author.queries.server";
import { nameMentions } from "~/features/forum/posts/mentions";
import { mentionsOf } from "~/features/forum/posts/mentions.queries.server";
import { isAuthor } from "~/features/forum/posts/post.policy";
import { showText, unfoldText } from "~/features/forum/posts/quotes";
import { quotesOf } from "~/features/forum/posts/quotes.queries.server";
import { visibleTo } from "~/features/forum/sanctions/own-sanction.queries.server";
import { pageOfTopic, readableOnce, readableTopic, topicColumns } from "~/features/forum/topics/topic-place.queries.server";
import { isWithin, type Readership } from "~/features/permissions/audience.policy";
import { lockScopes } from "~/features/permissions/change-scope.server";
import { scopeOf } from "~/features/permissions/scope.server";
import { getReadership } from "~/features/permissions/scopes.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { appealBlocker, decisionBlocker, type ModerationState, moderationBlocker, undoBlocker } from "./moderation.policy";
import { isMove, MOVES, type ModerationKind } from "./moderation-words";

export type ModerationForUpdate = NonNullable<Awaited<ReturnType<typeof findModerationForUpdate>>>;

/** A topic that the act took posts from. */
const hasStubOf = sql`${forumTopics.id} in (select stub.topic_id from ${forumPosts} stub where stub.moved_with = ${forumModerations.id})`;

/**
 * An act of a moderator with its topic and post, all locked: what anybody does about it is done one after the
 * other, the topic locked first as everywhere.
 */
export async function findModerationForUpdate(ctx: Ctx, code: string) {
  const [found] = await ctx.db
    .select({ kind: forumModerations.kind })
    .from(forumModerations)
    .innerJoin(forumPosts, eq(forumPosts.id, forumModerations.postId))
    .innerJoin(forumTopics, or(eq(forumTopics.id, forumPosts.topicId), hasStubOf))
    .where(eq(forumModerations.code, code))
    .orderBy(forumTopics.id)
    .for("update", { of: forumTopics });
  // neither place of a topic that was moved gets other readers meanwhile
  if (found && isMove(found.kind)) await lockScopes(ctx);
  const [act] = await selectModeration(ctx, code).for("update", { of: [forumModerations, forumPosts] });
  if (!act) return null;
  // a statement of its own: the lock may have waited for an act that the first one does not see
  return { ...act, hasLaterAct: await hasLaterAct(ctx, act), noWayBack: await noWayBack(ctx, act) };
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
  const state = { ...act, hasLaterAct: await hasLaterAct(ctx, act), noWayBack: await noWayBack(ctx, act) };
  return {
    id: act.id,
    code: act.code,
    kind: act.kind,
    at: act.at,
    reason: act.reason,
    // with the words of others, for whoever may read them
    original: act.isReadable ? unfoldText(act.originalMarkdown, act) : nameMentions(act.originalMarkdown, act.mentions, "read"),
    originalTitle: act.originalTitle,
    poll: act.kind === "removed" && !act.isUndone ? act.poll : null,
    from: (await findCategoryLeft(ctx, act))?.name ?? null,
    authorId: act.authorId,
    author: act.author,
    ref: isOwn ? null : act.ref,
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
    post: act.isReadable ? { topic: act.topic, number: act.number, bodyHtml: showText(act.bodyHtml, act) } : null,
    appealBlocker: appealBlocker(ctx.actor, state),
    undoBlocker: undoBlocker(ctx.actor, state),
    decisionBlocker: decisionBlocker(ctx.actor, state),
  };
}

function selectModeration(ctx: Ctx, code: string) {
  const moderator = joinedAuthor("moderator");
  const decider = joinedAuthor("decider");
  const own = isWrittenBy(forumPosts, personIdOf(ctx.actor));
  return ctx.db
    .select({
      id: forumModerations.id,
      code: forumModerations.code,
      kind: forumModerations.kind,
      at: forumModerations.at,
      reason: forumModerations.reason,
      originalMarkdown: forumModerations.originalMarkdown,
      originalTitle: forumModerations.originalTitle,
      poll: pollAsked,
      fromCategoryId: forumModerations.fromCategoryId,
      fromAudience: forumModerations.fromAudience,
      fromGroupIds: forumModerations.fromGroupIds,
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
      writerId: writerOf(forumPosts),
      author: author.name,
      ref: author.ref,
      bodyHtml: forumPosts.bodyHtml,
      quotes: quotesOf(ctx, { earlier: true }),
      mentions: mentionsOf(ctx, forumPosts.id),
      topicId: forumPosts.topicId,
      scopeId: forumTopics.scopeId,
      textNow: forumPosts.bodyMarkdown,
      titleNow: forumTopics.title,
      isFirst: sql<boolean>`not exists (select from ${forumPosts} earlier where earlier.topic_id = ${sql`${forumPosts.topicId}`}
        and earlier.number < ${sql`${forumPosts.number}`} and earlier.moved_to_id is null)`,
      isInRemovedTopic: sql<boolean>`(${forumModerations.kind} <> 'topic-removed' and ${forumTopics.removedAt} is not null)`,
      // of a topic removed as a whole others' replies are left, whatever its author took back
      postIsGone: sql<boolean>`(${forumTopics.removedBy} is not distinct from 'author'
        or (${forumPosts.removedBy} is not distinct from 'author' and ${inArray(forumModerations.kind, ["removed", "edited", "retitled"])}))`,
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

type Act = { id: string; kind: ModerationKind; postId: string; isInRemovedTopic: boolean };

/** On the post, or on its whole topic: what comes back there is read by nobody. */
async function hasLaterAct(ctx: Ctx, { id, kind, postId, isInRemovedTopic }: Act): Promise<boolean> {
  if (isInRemovedTopic || (isMove(kind) && (await hasLaterMove(ctx, id)))) return true;
  const [later] = await ctx.db
    .select({ id: forumModerations.id })
    .from(forumModerations)
    .where(
      and(
        eq(forumModerations.postId, postId),
        gt(forumModerations.id, id),
        isNull(forumModerations.undoneAt),
        // where a topic stands and what it says change apart, and who wrote it changes neither
        isMove(kind) ? inArray(forumModerations.kind, [...MOVES]) : notInArray(forumModerations.kind, ["writer-learned", ...MOVES]),
      ),
    )
    .limit(1);
  return later !== undefined;
}

/** Posts that an act moved were moved on by another one. */
async function hasLaterMove(ctx: Ctx, id: string): Promise<boolean> {
  const onward = sql`exists (select from ${forumPosts} onward where onward.moved_to_id = ${sql`${forumPosts.movedToId}`} and onward.moved_with > ${id}::uuid)`;
  return (await ctx.db.$count(forumPosts, and(eq(forumPosts.movedWith, id), onward))) > 0;
}

/** The category that a topic was moved from, for those who may read it. */
export async function findCategoryLeft(ctx: Ctx, { fromCategoryId }: { fromCategoryId: string | null }) {
  if (!fromCategoryId) return null;
  const { id, name, scopeId } = forumCategories;
  const [category] = await ctx.db
    .select({ id, name, scopeId })
    .from(forumCategories)
    .innerJoin(...scopeOf(scopeId))
    .where(and(eq(id, fromCategoryId), visibleTo(ctx)));
  return category ?? null;
}

type Moved = {
  id: string;
  kind: ModerationKind;
  fromCategoryId: string | null;
  fromAudience: Readership["audience"] | null;
  fromGroupIds: string[] | null;
  scopeId: string;
  topicId: string;
  at: Date;
  isUndone: boolean;
};

/** No more people read what was moved than read it then, nor what was written since than read it now. */
async function noWayBack(ctx: Ctx, act: Moved): Promise<ModerationState["noWayBack"]> {
  if (!isMove(act.kind)) return null;
  const left = act.fromCategoryId ? await findCategoryLeft(ctx, act) : await findTopicLeft(ctx, act.id);
  if (!left) return act.isUndone ? null : "place-closed";
  const readers = await getReadership(ctx, left.scopeId);
  if (!isWithin(readers, { audience: act.fromAudience!, groupIds: act.fromGroupIds! })) return "place-opened";
  if (isWithin(readers, await getReadership(ctx, act.scopeId))) return null;
  const ofAct = sql`exists (select from ${forumPosts} stub where stub.moved_with = ${act.id} and stub.moved_to_id = ${sql`${forumPosts.id}`})`;
  const goesBack = act.fromCategoryId ? eq(forumPosts.topicId, act.topicId) : ofAct;
  const since = or(gt(forumPosts.createdAt, act.at), gt(forumPosts.editedAt, act.at));
  return (await ctx.db.$count(forumPosts, and(goesBack, since))) > 0 ? "written-since" : null;
}

/** The topic that an act took posts from, for those who may read it. */
async function findTopicLeft(ctx: Ctx, id: string) {
  const { scopeId } = forumTopics;
  const [topic] = await ctx.db
    .select({ scopeId })
    .from(forumTopics)
    .innerJoin(...scopeOf(scopeId))
    .where(and(sql`${forumTopics.id} = (select topic_id from ${forumPosts} stub where stub.moved_with = ${id} limit 1)`, visibleTo(ctx)));
  return topic ?? null;
}

/** The code of the latest act on a post that still stands, for those who may know: moderators and the post's author. */
export function standingModeration(ctx: Ctx): SQL<string | null> {
  const mayKnow = moderationBlocker(ctx.actor) === null ? sql`true` : isWrittenBy(forumPosts, personIdOf(ctx.actor));
  // asked only where a mark of a moderator stands
  return sql<string | null>`case when (${forumPosts.editedBy} = 'moderator' or ${forumPosts.removedBy} = 'moderator') and ${mayKnow} then
    (select act.code from ${forumModerations} act where act.post_id = ${forumPosts.id} and act.kind in ('edited', 'removed') and act.undone_at is null
      order by act.id desc limit 1) end`;
}
