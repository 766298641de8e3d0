import { and, asc, between, eq, type SQL, sql } from "drizzle-orm";
import { forumCategories, forumPosts, forumReads, forumTopics, forumWatches } from "#db/schema/forum";
import { persons, scopes } from "#db/schema/people";
import { visibleTo } from "~/features/people/scope.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { authorColumns } from "./author.queries.server";
import { editBlocker, removalBlocker } from "./post.policy";
import { readersColumns } from "./readers.queries.server";
import { POSTS_PER_PAGE, pageOf } from "./topic-address";
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
    posts: rows.map(({ id: _, authorId, ...post }): PostView => {
      const state = { authorId, createdAt: post.createdAt, isRemoved: post.removedBy !== null, topicIsLocked: topic.isLocked };
      return { ...post, mayEdit: editBlocker(ctx.actor, state, ctx.now) === null, mayRemove: removalBlocker(ctx.actor, state) === null };
    }),
    postIds: rows.map((post) => post.id),
  };
}

/** What stands above the posts, with the reader's own watch and mark. @throws NotFoundError */
export async function getTopic(ctx: Ctx, code: string) {
  const [topic] = await ctx.db
    .select({
      id: forumTopics.id,
      code: forumTopics.code,
      title: forumTopics.title,
      category: { slug: forumCategories.slug, name: forumCategories.name },
      readers: readersColumns,
      isLocked,
      isPinned: sql<boolean>`${forumTopics.pinnedAt} is not null`,
      lastPostNumber: forumTopics.lastPostNumber,
      watch: forumWatches.level,
      lastRead: { number: forumReads.lastReadNumber, at: forumReads.readAt },
    })
    .from(forumTopics)
    .innerJoin(forumCategories, eq(forumCategories.id, forumTopics.categoryId))
    .innerJoin(scopes, eq(scopes.id, forumTopics.scopeId))
    .leftJoin(forumWatches, and(eq(forumWatches.topicId, forumTopics.id), sql`${forumWatches.personId} = ${personIdOf(ctx.actor)}`))
    .leftJoin(forumReads, ownRead(ctx))
    .where(and(eq(forumTopics.code, code), visibleTo(ctx)));
  if (!topic) throw new NotFoundError("topic");
  return topic;
}

export type TopicForUpdate = NonNullable<Awaited<ReturnType<typeof findTopicForUpdate>>>;

/** Locks the topic's row: post numbers are given, and acts on the topic decided, one after the other. */
export async function findTopicForUpdate(ctx: Ctx, code: string) {
  const [topic] = await ctx.db
    .select({
      id: forumTopics.id,
      code: forumTopics.code,
      title: forumTopics.title,
      isLocked,
      isPinned: sql<boolean>`${forumTopics.pinnedAt} is not null`,
      lastPostNumber: forumTopics.lastPostNumber,
    })
    .from(forumTopics)
    .innerJoin(scopes, eq(scopes.id, forumTopics.scopeId))
    .where(and(eq(forumTopics.code, code), visibleTo(ctx)))
    .for("update", { of: forumTopics });
  return topic ?? null;
}

function listPosts(ctx: Ctx, topicId: string, page: number) {
  const first = (page - 1) * POSTS_PER_PAGE + 1;
  return ctx.db
    .select({
      id: forumPosts.id,
      number: forumPosts.number,
      authorId: forumPosts.authorId,
      author: authorColumns(persons),
      bodyHtml: unlessRemoved(sql<string>`${forumPosts.bodyHtml}`),
      createdAt: forumPosts.createdAt,
      editedAt: forumPosts.editedAt,
      removedBy: forumPosts.removedBy,
    })
    .from(forumPosts)
    .leftJoin(persons, eq(persons.id, forumPosts.authorId))
    .where(and(eq(forumPosts.topicId, topicId), between(forumPosts.number, first, first + POSTS_PER_PAGE - 1)))
    .orderBy(asc(forumPosts.number));
}

/** The text of a removed post leaves the database for nobody's page. */
const unlessRemoved = (text: SQL<string>) => sql<string>`case when ${forumPosts.removedAt} is null then ${text} else '' end`;
