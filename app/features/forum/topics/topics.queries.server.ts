import { and, asc, between, eq, type SQL, sql } from "drizzle-orm";
import { forumPostRevisions, forumPosts, forumThanks } from "#db/schema/forum/posts";
import { forumCategories, forumTopics } from "#db/schema/forum/topics";
import { forumCategoryWatches, forumReads, forumWatches } from "#db/schema/forum/watching";
import { bookmarkBlocker } from "~/features/forum/bookmarks/bookmark.policy";
import { ownBookmark } from "~/features/forum/bookmarks/bookmarks.queries.server";
import { ownWaiting } from "~/features/forum/held/held.queries.server";
import { isByIgnored } from "~/features/forum/ignoring/ignores.queries.server";
import { standingModeration } from "~/features/forum/moderation/moderations.queries.server";
import { type PollRow, viewPoll } from "~/features/forum/polls/poll.policy";
import { pollOfPost } from "~/features/forum/polls/polls.queries.server";
import { answerBlocker } from "~/features/forum/posts/answer.policy";
import { answer } from "~/features/forum/posts/answers.queries.server";
import { author, writerOf } from "~/features/forum/posts/author.queries.server";
import { namedHtml } from "~/features/forum/posts/mentions.queries.server";
import { ownLabelIn } from "~/features/forum/posts/nameless-label.server";
import {
  editBlocker,
  editGone,
  mayReadEarlier,
  removalBlocker,
  reportBlocker,
  retitleBlocker,
  thanksBlocker,
} from "~/features/forum/posts/post.policy";
import { type PostQuote, showQuotes, typedQuotes, withoutHoles } from "~/features/forum/posts/quotes";
import { quotableIn, quotesOf } from "~/features/forum/posts/quotes.queries.server";
import { notFoundHere, ownSanction, visibleTo } from "~/features/forum/sanctions/own-sanction.queries.server";
import { tagsOf } from "~/features/forum/tags/tags.queries.server";
import type { AnswerView, PostView, Sanction, TopicPlace } from "~/features/forum/types";
import { ownCategoryWatch, ownId, ownWatch, watchColumns } from "~/features/forum/watching/own-watch.queries.server";
import { readersColumns } from "~/features/permissions/readers.queries.server";
import { scopeOf } from "~/features/permissions/scope.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { GoneError } from "~/lib/errors";
import { openingOf } from "~/lib/opening.server";
import { readAlong } from "./read-along.queries.server";
import { HIDDEN_TITLE, MERGED_TITLE } from "./removed-title";
import { relatedTopics } from "./similar-topics.queries.server";
import { replyBlocker, writingBlocker } from "./topic.policy";
import { POSTS_PER_PAGE, pageOfPost, type Quoting } from "./topic-address";
import { isAnnounced, isClosed, isPinned, topicDates } from "./topic-dates.queries.server";
import { fullTitle, pageOfTopic, readableOnce, readableTopic, topicColumns } from "./topic-place.queries.server";
import { newSince, ownRead } from "./unread.queries.server";

/** What it depends on who may give a topic another title. */
const retitling = {
  authorId: forumTopics.authorId,
  writerId: writerOf(forumTopics),
  createdAt: forumTopics.createdAt,
  retitledAt: forumTopics.retitledAt,
  retitledBy: forumTopics.retitledBy,
};

/** One page of a topic for this reader, by post number. @throws NotFoundError, also for a topic that this reader may not see */
export async function getTopicPage(ctx: Ctx, code: string, page: number, asked: Quoting = []) {
  const found = await getTopicToRetitle(ctx, code, asked, relatedTopics(ctx));
  const topic = viewTopic(ctx, found);
  const rows = await listPosts(ctx, topic.id, page);
  return {
    topic,
    page,
    added: typedQuotes(found, asked, found.quotable),
    answer: page === 1 && found.answer ? viewAnswer(found.answer) : null,
    pages: pageOfPost(topic.lastPostNumber),
    posts: rows.map((post) => viewPost(ctx, post, found)),
    readAlong: page === pageOfPost(topic.lastPostNumber) ? found.readAlong : null,
    postIds: rows.map((post) => post.id),
  };
}

type PostRow = Omit<
  PostView,
  | "mayEdit"
  | "editGone"
  | "mayRemove"
  | "mayReadEarlier"
  | "mayReport"
  | "mayThank"
  | "mayQuote"
  | "maySeeThanks"
  | "mayBookmark"
  | "isAnswer"
  | "mayAnswer"
  | "poll"
> & {
  id: string;
  poll: PollRow | null;
  writerId: string | null;
  isAuthorUsable: boolean;
  quotes: PostQuote[];
  createdAt: Date;
};

const viewAnswer = ({ bodyHtml, authorName, authorMember, isIgnored, ...answer }: AnswerRow): AnswerView => ({
  ...answer,
  author: { name: authorName, member: authorMember },
  opening: isIgnored ? null : openingOf(withoutHoles(bodyHtml)),
});

type AnswerRow = Pick<AnswerView, "number" | "isByAsker"> & {
  isIgnored: boolean;
  bodyHtml: string;
  authorName: string;
  authorMember: string | null;
};

/** Of a post's topic, what it depends on who may do what. */
type PostTopic = TopicPlace & {
  isLocked: boolean;
  writerId: string | null;
  answer: { number: number } | null;
  sanction: Sanction | null;
};

/** A post as this reader gets it, with what they may do to it. */
export function viewPost(ctx: Ctx, { id: _, writerId, isAuthorUsable, quotes, poll, ...post }: PostRow, topic: PostTopic): PostView {
  const { createdAt, editedBy, removedBy } = post;
  const state = { writerId, createdAt, editedBy, isRemoved: removedBy !== null, topicIsLocked: topic.isLocked, sanction: topic.sanction };
  return {
    ...post,
    bodyHtml: showQuotes(post.bodyHtml, quotes),
    mayEdit: editBlocker(ctx.actor, state, ctx.now) === null,
    editGone: editGone(ctx.actor, state, ctx.now),
    mayRemove: removalBlocker(ctx.actor, state) === null,
    mayReadEarlier: mayReadEarlier(ctx.actor, state),
    mayReport: reportBlocker(ctx.actor, state) === null,
    mayThank: thanksBlocker(ctx.actor, { ...state, isAuthorUsable, isHidden: post.isHidden }) === null,
    maySeeThanks: post.thanks > 0 && !post.isHidden && writingBlocker(ctx.actor) === null,
    mayQuote: !state.isRemoved && !post.isHidden && replyBlocker(ctx.actor, topic) === null,
    mayBookmark: bookmarkBlocker(ctx.actor, { ...state, isHidden: post.isHidden }) === null,
    isAnswer: post.number === topic.answer?.number,
    mayAnswer: answerBlocker(ctx.actor, topic, { ...state, number: post.number, isHidden: post.isHidden }) === null,
    poll: poll && viewPoll(ctx.actor, poll, { ...state, isHidden: post.isHidden }, ctx.now),
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
  const {
    authorId: _authorId,
    writerId,
    createdAt,
    retitledBy,
    blocker,
    isHidden,
    hasEarlierTitles,
    answer: _,
    quotable: _quotable,
    readAlong: _readAlong,
    shownTitle: title,
    ...topic
  } = found;
  const { isLocked, closesAt, opensAt } = topic;
  return {
    ...topic,
    closesOn: !isLocked && closesAt && closesAt > ctx.now ? closesAt : null,
    opensOn: isLocked ? opensAt : null,
    title: topic.mergedInto ? MERGED_TITLE : title,
    tags: topic.mergedInto ? [] : topic.tags,
    mayRetitle: blocker === null,
    mayReadEarlier: hasEarlierTitles && mayReadEarlier(ctx.actor, { writerId }),
  };
}

/** Asked for the page of a topic alone: no act upon it shows them. */
const NONE_RELATED: ReturnType<typeof relatedTopics> = sql`'[]'::json`;

async function selectTopic(ctx: Ctx, code: string, asked: Quoting, related: ReturnType<typeof relatedTopics>) {
  const [topic] = await ctx.db
    .select({
      id: forumTopics.id,
      scopeId: forumTopics.scopeId,
      ...topicColumns,
      title: fullTitle,
      shownTitle: topicColumns.title,
      category: { slug: forumCategories.slug, name: forumCategories.name },
      namelessAs: forumCategories.namelessAs,
      isNamelessHere: sql<boolean>`(${ownLabelIn(ctx, forumTopics.id)} is not null)`,
      readers: readersColumns,
      isLocked: isClosed(ctx),
      isPinned: isPinned(ctx),
      isAnnounced: isAnnounced(ctx),
      ...topicDates,
      isRemoved: sql<boolean>`${forumTopics.removedAt} is not null`,
      mergedInto: mergedInto(ctx),
      isHidden: sql<boolean>`${forumTopics.hiddenAt} is not null`,
      // a removed post has no history, and what a moderator replaced stands with their act
      hasEarlierTitles: sql<boolean>`exists (select from ${forumPosts} first join ${forumPostRevisions} earlier on earlier.post_id = first.id
        where first.topic_id = ${forumTopics.id} and first.number = 1 and first.removed_at is null and earlier.title is not null)`,
      ...retitling,
      answer: answer.columns(ctx),
      tags: tagsOf(sql`${forumTopics.id}`),
      related,
      lastPostNumber: forumTopics.lastPostNumber,
      quotable: quotableIn(
        ctx,
        forumTopics.id,
        asked.map(({ number }) => number),
      ),
      watch: watchColumns(ownId(ctx)),
      lastRead: forumReads.lastReadNumber,
      newSince: newSince(ctx),
      sanction: ownSanction(ctx),
      readAlong: readAlong(ctx),
      ownWaiting: ownWaiting(ctx, sql`own.topic_id = ${forumTopics.id}`),
    })
    .from(forumTopics)
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .leftJoin(forumCategories, eq(forumCategories.id, forumTopics.categoryId))
    .leftJoin(...pageOfTopic)
    .leftJoin(forumWatches, ownWatch(ctx))
    .leftJoin(forumCategoryWatches, ownCategoryWatch(ctx))
    .leftJoin(forumReads, ownRead(ctx))
    .leftJoin(...answer.mark)
    .leftJoin(...answer.reply)
    .leftJoin(...answer.author)
    .where(and(eq(forumTopics.code, code), readableOnce(ctx)));
  if (!topic) throw await notFoundHere(ctx, "topic");
  return topic;
}

/** The topic that a merged one leads to, for those who may read that. */
export const mergedInto = (ctx: Ctx) => sql<{
  code: string;
  title: string;
} | null>`(select json_build_object('code', into_topic.code, 'title',
  case when into_topic.hidden_at is null then into_topic.title else ${HIDDEN_TITLE} end)
  from ${forumTopics} into_topic join scopes on scopes.id = into_topic.scope_id
  where into_topic.id = ${forumTopics.mergedIntoId} and into_topic.removed_at is null and ${visibleTo(ctx)})`;

/** A topic for the page on which its title is changed, and why not. @throws NotFoundError, GoneError */
export async function getTopicToRetitle(ctx: Ctx, code: string, asked: Quoting = [], related = NONE_RELATED) {
  const { isRemoved, ...topic } = await selectTopic(ctx, code, asked, related);
  if (isRemoved && !topic.mergedInto) throw new GoneError("topic-removed");
  return { ...topic, blocker: retitleBlocker(ctx.actor, topic, ctx.now) };
}

export type TopicForUpdate = NonNullable<Awaited<ReturnType<typeof findTopicForUpdate>>>;

/** Locks the topic's row: post numbers are given, and acts on the topic decided, one after the other. */
export async function findTopicForUpdate(ctx: Ctx, which: { code: string } | { pageId: string }) {
  const [topic] = await ctx.db
    .select({
      id: forumTopics.id,
      ...topicColumns,
      title: fullTitle,
      isLocked: isClosed(ctx),
      isPinned: isPinned(ctx),
      readers: readersColumns,
      pinnedAt: forumTopics.pinnedAt,
      lockedAt: forumTopics.lockedAt,
      ...topicDates,
      category: forumCategories.slug,
      namelessAs: forumCategories.namelessAs,
      isNameless: sql<boolean>`${forumTopics.namelessAs} is not null`,
      categoryId: forumTopics.categoryId,
      scopeId: forumTopics.scopeId,
      ...retitling,
      lastPostNumber: forumTopics.lastPostNumber,
      sanction: ownSanction(ctx),
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
  writerId: writerOf(forumPosts),
  author: author.columns(ctx),
  isAuthorUsable: author.isUsable,
  bodyHtml: namedHtml(ctx, sql`case when ${forumPosts.hiddenAt} is null then ${forumPosts.bodyHtml} else '' end`, forumPosts.id),
  quotes: quotesOf(ctx),
  isHidden: sql<boolean>`${forumPosts.hiddenAt} is not null`,
  isIgnored: isByIgnored(ctx),
  createdAt: forumPosts.createdAt,
  editedAt: forumPosts.editedAt,
  editedBy: forumPosts.editedBy,
  removedBy: forumPosts.removedBy,
  moderation: standingModeration(ctx),
  thanks: sql<number>`(select count(*)::int from ${forumThanks} where ${forumThanks.postId} = ${forumPosts.id})`,
  isThanked: sql<boolean>`exists (select from ${forumThanks} where ${forumThanks.postId} = ${forumPosts.id} and ${forumThanks.personId} = ${personIdOf(ctx.actor)})`,
  bookmark: ownBookmark(ctx),
  poll: pollOfPost(ctx),
});
