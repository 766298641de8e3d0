import { and, asc, between, eq, type SQL, sql } from "drizzle-orm";
import { contentPages } from "#db/schema/content";
import { forumCategories, forumPosts, forumReads, forumTopics, forumWatches } from "#db/schema/forum";
import { persons, scopes } from "#db/schema/people";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { authorColumns } from "./author.queries.server";
import { standingModeration } from "./moderations.queries.server";
import { editBlocker, mayReadEarlier, removalBlocker } from "./post.policy";
import { readersColumns } from "./readers.queries.server";
import { POSTS_PER_PAGE, pageOf } from "./topic-address";
import { pageOfTopic, readableTopic, topicColumns } from "./topic-place.queries.server";
import type { PostView } from "./types";
import { ownRead } from "./unread.queries.server";

const isLocked = sql<boolean>`${forumTopics.lockedAt} is not null`;

/** One page of a topic for this reader, by post number. @throws NotFoundError, also for a topic that this reader may not see */
export async function getTopicPage(ctx: Ctx, code: string, page: number) {
  const topic = await getTopic(ctx, code);
  const rows = await listPosts(ctx, topic.id, page);
  return {
    topic,
    page,
    pages: pageOf(topic.lastPostNumber),
    posts: rows.map((post) => viewPost(ctx, post, topic)),
    postIds: rows.map((post) => post.id),
  };
}

type PostRow = Omit<PostView, "mayEdit" | "mayRemove" | "mayReadEarlier"> & { id: string; authorId: string | null; createdAt: Date };

/** A post as this reader gets it, with what they may do to it. */
export function viewPost(ctx: Ctx, { id: _, authorId, ...post }: PostRow, topic: { isLocked: boolean }): PostView {
  const { createdAt, editedBy, removedBy } = post;
  const state = { authorId, createdAt, editedBy, isRemoved: removedBy !== null, topicIsLocked: topic.isLocked };
  return {
    ...post,
    mayEdit: editBlocker(ctx.actor, state, ctx.now) === null,
    mayRemove: removalBlocker(ctx.actor, state) === null,
    mayReadEarlier: mayReadEarlier(ctx.actor, state),
  };
}

/** What stands above the posts, with the reader's own watch and mark. @throws NotFoundError */
export async function getTopic(ctx: Ctx, code: string) {
  const [topic] = await ctx.db
    .select({
      id: forumTopics.id,
      ...topicColumns,
      category: { slug: forumCategories.slug, name: forumCategories.name },
      readers: readersColumns,
      isLocked,
      isPinned: sql<boolean>`${forumTopics.pinnedAt} is not null`,
      lastPostNumber: forumTopics.lastPostNumber,
      watch: forumWatches.level,
      lastRead: { number: forumReads.lastReadNumber, at: forumReads.readAt },
    })
    .from(forumTopics)
    .innerJoin(scopes, eq(scopes.id, forumTopics.scopeId))
    .leftJoin(forumCategories, eq(forumCategories.id, forumTopics.categoryId))
    .leftJoin(contentPages, pageOfTopic)
    .leftJoin(forumWatches, ownWatch(ctx))
    .leftJoin(forumReads, ownRead(ctx))
    .where(and(eq(forumTopics.code, code), readableTopic(ctx)));
  if (!topic) throw new NotFoundError("topic");
  return topic;
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
      isLocked,
      isPinned: sql<boolean>`${forumTopics.pinnedAt} is not null`,
      lastPostNumber: forumTopics.lastPostNumber,
    })
    .from(forumTopics)
    .innerJoin(scopes, eq(scopes.id, forumTopics.scopeId))
    .leftJoin(contentPages, pageOfTopic)
    .where(and("code" in which ? eq(forumTopics.code, which.code) : eq(forumTopics.pageId, which.pageId), readableTopic(ctx)))
    .for("update", { of: forumTopics });
  return topic ?? null;
}

function listPosts(ctx: Ctx, topicId: string, page: number) {
  return ctx.db
    .select(postColumns(ctx))
    .from(forumPosts)
    .leftJoin(persons, eq(persons.id, forumPosts.authorId))
    .where(and(eq(forumPosts.topicId, topicId), onPage(page)))
    .orderBy(asc(forumPosts.number));
}

/** The posts of one page of their topic. */
export const onPage = (page: number): SQL => between(forumPosts.number, (page - 1) * POSTS_PER_PAGE + 1, page * POSTS_PER_PAGE);

/** What a post's view is made of, over its author joined as the person. The text of a removed post is empty. */
export const postColumns = (ctx: Ctx) => ({
  id: forumPosts.id,
  number: forumPosts.number,
  authorId: forumPosts.authorId,
  author: authorColumns(persons),
  bodyHtml: forumPosts.bodyHtml,
  createdAt: forumPosts.createdAt,
  editedAt: forumPosts.editedAt,
  editedBy: forumPosts.editedBy,
  removedBy: forumPosts.removedBy,
  moderation: standingModeration(ctx),
});
