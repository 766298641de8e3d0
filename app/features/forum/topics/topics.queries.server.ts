import { and, asc, between, eq, type SQL, sql } from "drizzle-orm";
import { forumPostRevisions, forumPosts, forumThanks } from "#db/schema/forum/posts";
import { forumCategories, forumTopics } from "#db/schema/forum/topics";
import { forumReads, forumWatches } from "#db/schema/forum/watching";
import { bookmarkBlocker } from "~/features/forum/bookmarks/bookmark.policy";
import { ownBookmark } from "~/features/forum/bookmarks/bookmarks.queries.server";
import { standingModeration } from "~/features/forum/moderation/moderations.queries.server";
import { answerBlocker } from "~/features/forum/posts/answer.policy";
import { answer } from "~/features/forum/posts/answers.queries.server";
import { author } from "~/features/forum/posts/author.queries.server";
import {
  editBlocker,
  mayReadEarlier,
  removalBlocker,
  reportBlocker,
  retitleBlocker,
  thanksBlocker,
} from "~/features/forum/posts/post.policy";
import type { AnswerView, PostView } from "~/features/forum/types";
import { readersColumns } from "~/features/permissions/readers.queries.server";
import { scopeOf } from "~/features/permissions/scope.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { GoneError, NotFoundError } from "~/lib/errors";
import { openingOf } from "~/lib/opening.server";
import { writingBlocker } from "./topic.policy";
import { POSTS_PER_PAGE, pageOfPost } from "./topic-address";
import { fullTitle, pageOfTopic, readableOnce, readableTopic, topicColumns } from "./topic-place.queries.server";
import { newSince, ownRead } from "./unread.queries.server";

/** What it depends on who may give a topic another title. */
const retitling = {
  authorId: forumTopics.authorId,
  createdAt: forumTopics.createdAt,
  retitledAt: forumTopics.retitledAt,
  retitledBy: forumTopics.retitledBy,
};

const isLocked = sql<boolean>`${forumTopics.lockedAt} is not null`;

/** One page of a topic for this reader, by post number. @throws NotFoundError, also for a topic that this reader may not see */
export async function getTopicPage(ctx: Ctx, code: string, page: number) {
  const found = await getTopicToRetitle(ctx, code);
  const topic = viewTopic(ctx, found);
  const rows = await listPosts(ctx, topic.id, page);
  return {
    topic,
    page,
    answer: page === 1 && found.answer ? viewAnswer(found.answer) : null,
    pages: pageOfPost(topic.lastPostNumber),
    posts: rows.map((post) => viewPost(ctx, post, found)),
    postIds: rows.map((post) => post.id),
  };
}

type PostRow = Omit<
  PostView,
  "mayEdit" | "mayRemove" | "mayReadEarlier" | "mayReport" | "mayThank" | "maySeeThanks" | "mayBookmark" | "isAnswer" | "mayAnswer"
> & {
  id: string;
  authorId: string | null;
  isAuthorUsable: boolean;
  createdAt: Date;
};

const viewAnswer = ({ bodyHtml, authorName, authorMember, ...answer }: AnswerRow): AnswerView => ({
  ...answer,
  author: { name: authorName, member: authorMember },
  opening: openingOf(bodyHtml),
});

type AnswerRow = Pick<AnswerView, "number" | "isByAsker"> & { bodyHtml: string; authorName: string; authorMember: string | null };

/** Of a post's topic, what it depends on who may do what. */
type PostTopic = { isLocked: boolean; authorId: string | null; page: string | null; answer: { number: number } | null };

/** A post as this reader gets it, with what they may do to it. */
export function viewPost(ctx: Ctx, { id: _, authorId, isAuthorUsable, ...post }: PostRow, topic: PostTopic): PostView {
  const { createdAt, editedBy, removedBy } = post;
  const state = { authorId, createdAt, editedBy, isRemoved: removedBy !== null, topicIsLocked: topic.isLocked };
  return {
    ...post,
    mayEdit: editBlocker(ctx.actor, state, ctx.now) === null,
    mayRemove: removalBlocker(ctx.actor, state) === null,
    mayReadEarlier: mayReadEarlier(ctx.actor, state),
    mayReport: reportBlocker(ctx.actor, state) === null,
    mayThank: thanksBlocker(ctx.actor, { ...state, isAuthorUsable, isHidden: post.isHidden }) === null,
    maySeeThanks: post.thanks > 0 && !post.isHidden && writingBlocker(ctx.actor) === null,
    mayBookmark: bookmarkBlocker(ctx.actor, { ...state, isHidden: post.isHidden }) === null,
    isAnswer: post.number === topic.answer?.number,
    mayAnswer: answerBlocker(ctx.actor, topic, { ...state, number: post.number, isHidden: post.isHidden }) === null,
  };
}

/**
 * What stands above the posts, with the reader's own watch and mark.
 * @throws NotFoundError, GoneError for what was removed, to those who could read it
 */
export async function getTopic(ctx: Ctx, code: string) {
  return viewTopic(ctx, await getTopicToRetitle(ctx, code));
}

function viewTopic(ctx: Ctx, found: Awaited<ReturnType<typeof getTopicToRetitle>>) {
  const { authorId, createdAt, retitledBy, blocker, isHidden, hasEarlierTitles, answer: _, shownTitle: title, ...topic } = found;
  return { ...topic, title, mayRetitle: blocker === null, mayReadEarlier: hasEarlierTitles && mayReadEarlier(ctx.actor, { authorId }) };
}

async function selectTopic(ctx: Ctx, code: string) {
  const [topic] = await ctx.db
    .select({
      id: forumTopics.id,
      ...topicColumns,
      title: fullTitle,
      shownTitle: topicColumns.title,
      category: { slug: forumCategories.slug, name: forumCategories.name },
      readers: readersColumns,
      isLocked,
      isPinned: sql<boolean>`${forumTopics.pinnedAt} is not null`,
      isRemoved: sql<boolean>`${forumTopics.removedAt} is not null`,
      isHidden: sql<boolean>`${forumTopics.hiddenAt} is not null`,
      // a removed post has no history, and what a moderator replaced stands with their act
      hasEarlierTitles: sql<boolean>`exists (select from ${forumPosts} first join ${forumPostRevisions} earlier on earlier.post_id = first.id
        where first.topic_id = ${forumTopics.id} and first.number = 1 and first.removed_at is null and earlier.title is not null)`,
      ...retitling,
      answer: answer.columns(ctx),
      lastPostNumber: forumTopics.lastPostNumber,
      watch: forumWatches.level,
      lastRead: forumReads.lastReadNumber,
      newSince: newSince(ctx),
    })
    .from(forumTopics)
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .leftJoin(forumCategories, eq(forumCategories.id, forumTopics.categoryId))
    .leftJoin(...pageOfTopic)
    .leftJoin(forumWatches, ownWatch(ctx))
    .leftJoin(forumReads, ownRead(ctx))
    .leftJoin(...answer.mark)
    .leftJoin(...answer.reply)
    .leftJoin(...answer.author)
    .where(and(eq(forumTopics.code, code), readableOnce(ctx)));
  if (!topic) throw new NotFoundError("topic");
  return topic;
}

/** A topic for the page on which its title is changed, and why not. @throws NotFoundError, GoneError */
export async function getTopicToRetitle(ctx: Ctx, code: string) {
  const { isRemoved, ...topic } = await selectTopic(ctx, code);
  if (isRemoved) throw new GoneError("topic-removed");
  return { ...topic, blocker: retitleBlocker(ctx.actor, topic, ctx.now) };
}

/** Joins the reader's choice about each topic. Visitors have none. */
export const ownWatch = (ctx: Ctx): SQL =>
  and(eq(forumWatches.topicId, forumTopics.id), sql`${forumWatches.personId} = ${personIdOf(ctx.actor)}`)!;

export type TopicForUpdate = NonNullable<Awaited<ReturnType<typeof findTopicForUpdate>>>;

/** Locks the topic's row: post numbers are given, and acts on the topic decided, one after the other. */
export async function findTopicForUpdate(ctx: Ctx, which: { code: string } | { pageId: string }) {
  const [topic] = await ctx.db
    .select({
      id: forumTopics.id,
      ...topicColumns,
      title: fullTitle,
      isLocked,
      isPinned: sql<boolean>`${forumTopics.pinnedAt} is not null`,
      category: forumCategories.slug,
      scopeId: forumTopics.scopeId,
      ...retitling,
      lastPostNumber: forumTopics.lastPostNumber,
    })
    .from(forumTopics)
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .leftJoin(forumCategories, eq(forumCategories.id, forumTopics.categoryId))
    .leftJoin(...pageOfTopic)
    .where(and("code" in which ? eq(forumTopics.code, which.code) : eq(forumTopics.pageId, which.pageId), readableTopic(ctx)))
    .for("update", { of: forumTopics });
  return topic ?? null;
}

function listPosts(ctx: Ctx, topicId: string, page: number) {
  return (
    ctx.db
      .select(postColumns(ctx))
      .from(forumPosts)
      .leftJoin(...author.of(forumPosts.authorId))
      .where(and(eq(forumPosts.topicId, topicId), onPage(page)))
      .orderBy(asc(forumPosts.number))
      // without it a planner that expects a tenth of all posts in a topic reads by time instead
      .limit(POSTS_PER_PAGE)
  );
}

/** The posts of one page of their topic. */
export const onPage = (page: number): SQL => between(forumPosts.number, (page - 1) * POSTS_PER_PAGE + 1, page * POSTS_PER_PAGE);

/**
 * What a post's view is made of, over its author joined as the person. The text of a removed post is
 * empty, that of a hidden one is not told.
 */
export const postColumns = (ctx: Ctx) => ({
  id: forumPosts.id,
  number: forumPosts.number,
  authorId: forumPosts.authorId,
  author: author.columns(ctx),
  isAuthorUsable: author.isUsable,
  bodyHtml: sql<string>`case when ${forumPosts.hiddenAt} is null then ${forumPosts.bodyHtml} else '' end`,
  isHidden: sql<boolean>`${forumPosts.hiddenAt} is not null`,
  createdAt: forumPosts.createdAt,
  editedAt: forumPosts.editedAt,
  editedBy: forumPosts.editedBy,
  removedBy: forumPosts.removedBy,
  moderation: standingModeration(ctx),
  thanks: sql<number>`(select count(*)::int from ${forumThanks} where ${forumThanks.postId} = ${forumPosts.id})`,
  isThanked: sql<boolean>`exists (select from ${forumThanks} where ${forumThanks.postId} = ${forumPosts.id} and ${forumThanks.personId} = ${personIdOf(ctx.actor)})`,
  bookmark: ownBookmark(ctx),
});
