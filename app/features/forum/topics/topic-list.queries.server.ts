import { and, asc, desc, eq, gt, isNotNull, isNull, not, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTags, forumTopicTags } from "#db/schema/forum/tags";
import { forumCategories, forumTopics } from "#db/schema/forum/topics";
import { forumReads } from "#db/schema/forum/watching";
import { isAnswered } from "~/features/forum/posts/answers.queries.server";
import { isWrittenBy, joinedAuthor } from "~/features/forum/posts/author.queries.server";
import { visibleTo } from "~/features/forum/sanctions/own-sanction.queries.server";
import { tagsOf } from "~/features/forum/tags/tags.queries.server";
import { readersColumns } from "~/features/permissions/readers.queries.server";
import { scopeOf } from "~/features/permissions/scope.server";
import { foundBy } from "~/lib/ask-together.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import { type Cursor, cursorOf, pageOf, readCursor } from "~/lib/pages";
import { latestNumber } from "./settle-latest.server";
import { isAnnounced, isClosed, isPinned } from "./topic-dates.queries.server";
import { shownTitle } from "./topic-place.queries.server";
import { isRecent, isUnread, ownRead, postsAfter, unreadColumns } from "./unread.queries.server";

const PER_PAGE = 30;
/** Of what has no pages. */
const MOST = 100;

/**
 * One page of a category: on the first the announced topics, of whichever category, and its pinned ones; then the others by their latest
 * activity.
 * `next` is the `after` of the following page.
 */
export async function listTopics(ctx: Ctx, categorySlug: string, after: string | null) {
  const cursor = readCursor(after, CODE);
  // Not a join: the index that holds a category's topics in this order then gives the first page without reading the rest.
  const inCategory = sql`${forumTopics.categoryId} = (select id from ${forumCategories} where slug = ${categorySlug})`;
  const older = cursor ? olderThan(cursor) : undefined;
  const others = selectTopics(ctx, and(inCategory, not(isPinned(ctx)), not(isAnnounced(ctx)), older), PER_PAGE + 1);
  const pinned = selectTopics(ctx, and(inCategory, isNotNull(forumTopics.pinnedAt), isPinned(ctx), not(isAnnounced(ctx))));
  const found = cursor ? await others : await unionAll(announced(ctx), pinned, others);
  const stays = (topic: { isPinned: boolean; isAnnounced: boolean }) => topic.isAnnounced || topic.isPinned;
  const { topics, next } = onePage(found.filter((topic) => !stays(topic)));
  return { topics: [...found.filter(stays), ...topics], next };
}

/** Topics of all categories: all, those with something new, those that nobody has answered, those that one wrote in. */
export type TopicSet = "latest" | "unread" | "unanswered" | "mine";

/** Of so many of a category's latest topics those with something new are found, however many there are. */
export const UNREAD_AMONG = 200;

/**
 * One page of a set of topics, over all categories that this reader may see, by their latest activity. Pinned topics stand where their
 * activity puts them, announced ones above the latest. Visitors have read nothing and written nothing: of those two sets
 * they see none. To be asked with something else.
 */
export function topicSet(ctx: Ctx, set: TopicSet, after: string | null) {
  const cursor = readCursor(after, CODE);
  const older = cursor ? olderThan(cursor) : undefined;
  const topics = selectTopics(ctx, and(SETS[set](ctx, older), older), PER_PAGE + 1);
  if (set !== "latest" || cursor) return foundBy(topics, onePage);
  return foundBy(unionAll(announced(ctx), topics), (found) => {
    const { topics, next } = onePage(found.filter(({ isAnnounced }) => !isAnnounced));
    return { topics: [...found.filter(({ isAnnounced }) => isAnnounced), ...topics], next };
  });
}

/** The latest so many that ask for an answer, and what is announced to all: what a front page shows. To be asked with something else. */
export const askedTopics = (ctx: Ctx, limit: number) => foundBy(selectBriefly(ctx, SETS.unanswered(ctx, undefined), limit));
export const announcedTopics = (ctx: Ctx) => foundBy(selectBriefly(ctx, isAnnouncedNow(ctx)));

/** What leads to topics, without all that a list of them says. */
const selectBriefly = (ctx: Ctx, where: SQL | undefined, limit = MOST) =>
  ctx.db
    .select({ code: forumTopics.code, title: shownTitle, lastPostAt: forumTopics.lastPostAt })
    .from(forumTopics)
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .where(standing(ctx, where))
    .orderBy(desc(forumTopics.lastPostAt), desc(forumTopics.id))
    .limit(limit);

/** Of so long ago a topic without an answer is none that still waits. */
const WAITS_FOR = 365 * DAY;

/** One page of the topics that nobody has answered within a year, the one that waits longest first. To be asked with something else. */
export function waitingTopics(ctx: Ctx, after: string | null) {
  const cursor = readCursor(after, CODE);
  const since = gt(forumTopics.lastPostAt, later(ctx.now, -WAITS_FOR));
  const waits = and(isUnanswered(ctx), isAsked, since, cursor ? beside(cursor, sql`>`) : undefined);
  return foundBy(selectTopics(ctx, firstOfEach(ctx, waits, PER_PAGE + 1, asc), PER_PAGE + 1, asc), onePage);
}

/** One page of the topics with a tag that this reader may read, by their latest activity, pinned and announced ones too. */
export async function listTagged(ctx: Ctx, tagSlug: string, after: string | null) {
  return onePage(await selectTopics(ctx, newestTagged(ctx, tagSlug, readCursor(after, CODE)), PER_PAGE + 1));
}

/** Of each category the first so many with a tag, from its index. */
function newestTagged(ctx: Ctx, tagSlug: string, cursor: Cursor | null): SQL {
  const { topicId, tagId, categoryId, lastPostAt } = forumTopicTags;
  const ofCategory = ctx.db
    .select({ id: sql`${topicId}`.as("id") })
    .from(forumTopicTags)
    .where(
      and(
        sql`${tagId} = (select id from ${forumTags} where slug = ${tagSlug})`,
        sql`${categoryId} = ${sql`${forumCategories.id}`}`,
        sql`exists (select from ${forumTopics} stands where stands.id = ${topicId} and stands.removed_at is null)`,
        cursor ? sql`(${lastPostAt}, ${topicId}) < ${atCursor(cursor)}` : undefined,
      ),
    )
    .orderBy(desc(lastPostAt), desc(topicId))
    .limit(PER_PAGE + 1);
  return ofEachCategory(ctx, ofCategory);
}

/** What stands above all topics for now, as far as this reader may read it. */
const announced = (ctx: Ctx) => selectTopics(ctx, isAnnouncedNow(ctx));

const isAnnouncedNow = (ctx: Ctx) => and(isNotNull(forumTopics.announcedUntil), isAnnounced(ctx));

const SETS: Record<TopicSet, (ctx: Ctx, older: SQL | undefined) => SQL | undefined> = {
  latest: (ctx, older) => newestOfEach(ctx, and(not(isAnnounced(ctx)), older), PER_PAGE + 1),
  unread: (ctx) => and(newestOfEach(ctx, isRecent(ctx), UNREAD_AMONG), isUnread(ctx)),
  unanswered: (ctx, older) => newestOfEach(ctx, and(isUnanswered(ctx), isAsked, older), PER_PAGE + 1),
  mine: (ctx) => sql`${forumTopics.id} = any(array(select ${forumPosts.topicId} from ${forumPosts}
    where ${isWrittenBy(forumPosts, personIdOf(ctx.actor))} and ${forumPosts.removedAt} is null))`,
};

/** Those of the set `unread` that fit. */
export const unreadTopics = (ctx: Ctx, fits: SQL) =>
  ctx.db
    .select({ id: forumTopics.id, lastPostNumber: latestNumber.as("latest_number") })
    .from(forumTopics)
    .leftJoin(forumReads, ownRead(ctx))
    .where(and(SETS.unread(ctx, undefined), fits))
    .as("unread");

/** The latest post is the first: nobody has replied, or no reply is left. A closed topic waits for nobody, and leaves the index. */
const isUnanswered = (ctx: Ctx) => sql`${forumTopics.lastPostAt} = ${forumTopics.createdAt}
  and (${forumTopics.lockedAt} is null or ${forumTopics.opensAt} is not null) and not ${isClosed(ctx)}`;

/** The question is there to be answered. */
const isAsked = sql`(${forumTopics.hiddenAt} is null and not exists (select from ${forumPosts} first
  where first.topic_id = ${forumTopics.id} and first.number = 1 and first.removed_at is not null))`;

/**
 * Of each category the first so many that fit, in one order or the other, from its index. An array: no plan takes it for a reason to read
 * every topic.
 */
const newestOfEach = (ctx: Ctx, fits: SQL | undefined, limit: number): SQL => firstOfEach(ctx, fits, limit, desc);

function firstOfEach(ctx: Ctx, fits: SQL | undefined, limit: number, order: typeof asc | typeof desc): SQL {
  const ofCategory = ctx.db
    .select({ id: forumTopics.id })
    .from(forumTopics)
    .where(and(sql`${forumTopics.categoryId} = ${sql`${forumCategories.id}`}`, isNull(forumTopics.removedAt), fits))
    .orderBy(order(forumTopics.lastPostAt), order(forumTopics.id))
    .limit(limit);
  return ofEachCategory(ctx, ofCategory);
}

/** Those of each category that this reader may see. */
function ofEachCategory(ctx: Ctx, ofCategory: SQLWrapper): SQL {
  const found = ctx.db
    .select({ id: sql`of_category.id` })
    .from(forumCategories)
    .innerJoin(...scopeOf(forumCategories.scopeId))
    .innerJoinLateral(sql`(${ofCategory}) of_category`, sql`true`)
    .where(visibleTo(ctx));
  return sql`${forumTopics.id} = any(array(${found}))`;
}

function onePage<T extends { lastPostAt: Date; code: string }>(found: readonly T[]) {
  const { rows, next } = pageOf(found, PER_PAGE, ({ lastPostAt, code }) => cursorOf({ at: lastPostAt, tie: code }));
  return { topics: rows, next };
}

/** Those that are there, and that this reader may see. */
const standing = (ctx: Ctx, where: SQL | undefined) => and(where, isNull(forumTopics.removedAt), visibleTo(ctx));

function selectTopics(ctx: Ctx, where: SQL | undefined, limit = MOST, order: typeof asc | typeof desc = desc) {
  const starter = joinedAuthor("starter", forumTopics);
  const lastPoster = joinedAuthor("last_poster", { namelessAs: forumTopics.lastNamelessAs });
  return ctx.db
    .select({
      code: forumTopics.code,
      title: shownTitle,
      category: { slug: forumCategories.slug, name: forumCategories.name },
      readers: readersColumns,
      starter: starter.columns(ctx),
      isAnnounced: isAnnounced(ctx),
      isPinned: isPinned(ctx),
      isLocked: isClosed(ctx),
      isAnswered,
      tags: tagsOf(sql`${forumTopics.id}`),
      replies: postsAfter(sql`1`),
      lastPostNumber: latestNumber,
      lastPostAt: forumTopics.lastPostAt,
      lastPoster: lastPoster.columns(ctx),
      ...unreadColumns(ctx),
    })
    .from(forumTopics)
    .innerJoin(forumCategories, eq(forumCategories.id, forumTopics.categoryId))
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .leftJoin(...starter.of(forumTopics.authorId))
    .leftJoin(...lastPoster.of(forumTopics.lastPostBy))
    .leftJoin(forumReads, ownRead(ctx))
    .where(standing(ctx, where))
    .orderBy(order(forumTopics.lastPostAt), order(forumTopics.id))
    .limit(limit);
}

const CODE = /^[0-9a-z]{10}$/;

/** Ids stand in no address: the cursor names its topic by code, and the index's second column is looked up. */
const olderThan = (cursor: Cursor): SQL => beside(cursor, sql`<`);

const beside = (cursor: Cursor, side: SQL): SQL => sql`(${forumTopics.lastPostAt}, ${forumTopics.id}) ${side} ${atCursor(cursor)}`;

const atCursor = ({ at, tie }: Cursor): SQL =>
  sql`(${at.toISOString()}::timestamptz, (select id from ${forumTopics} as cursor where cursor.code = ${tie}))`;
