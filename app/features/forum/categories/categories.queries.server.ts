import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import { forumCategories, forumTopics } from "#db/schema/forum/topics";
import { forumReads } from "#db/schema/forum/watching";
import { UNREAD_AMONG } from "~/features/forum/topics/topic-list.queries.server";
import { isRecent, isUnread, ownRead } from "~/features/forum/topics/unread.queries.server";
import { demandPermission } from "~/features/permissions/demand-permission";
import { countsOfGroup, namedGroups, readersColumns } from "~/features/permissions/readers.queries.server";
import { scopeOf, visibleTo } from "~/features/permissions/scope.server";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";

const { slug, name, description, position } = forumCategories;

/** The categories this reader may see, in their order, each with how many topics have something new. */
export function listCategories(ctx: Ctx) {
  const newest = ctx.db
    .select({ isUnread: isUnread(ctx).as("is_unread"), isRecent: isRecent(ctx).as("is_recent") })
    .from(forumTopics)
    .leftJoin(forumReads, ownRead(ctx))
    .where(and(eq(forumTopics.categoryId, forumCategories.id), isNull(forumTopics.removedAt)))
    .orderBy(desc(forumTopics.lastPostAt), desc(forumTopics.id))
    .limit(UNREAD_AMONG)
    .as("newest");
  const unread = ctx.db
    .select({
      topics: sql<number>`count(*) filter (where ${newest.isUnread})::int`.as("topics"),
      isMore: sql<boolean>`count(*) filter (where ${newest.isRecent}) = ${UNREAD_AMONG}::int`.as("is_more"),
    })
    .from(newest)
    .as("unread");

  return ctx.db
    .select({
      slug,
      name,
      description,
      readers: readersColumns,
      unreadTopics: unread.topics,
      mayBeMore: unread.isMore,
    })
    .from(forumCategories)
    .innerJoin(...scopeOf(forumCategories.scopeId))
    .leftJoinLateral(unread, sql`true`)
    .where(visibleTo(ctx))
    .orderBy(asc(forumCategories.position), asc(forumCategories.slug));
}

/** The same categories, without what is new in them: to choose from, or to arrange. */
export const listReadableCategories = (ctx: Ctx) =>
  ctx.db
    .select({ slug, name, description, position, readers: readersColumns })
    .from(forumCategories)
    .innerJoin(...scopeOf(forumCategories.scopeId))
    .where(visibleTo(ctx))
    .orderBy(asc(forumCategories.position), asc(forumCategories.slug));

/** @throws NotFoundError, also for a category that this reader may not see */
export async function getCategory(ctx: Ctx, categorySlug: string) {
  const [category] = await ctx.db
    .select({
      id: forumCategories.id,
      scopeId: forumCategories.scopeId,
      slug,
      name,
      description,
      position,
      readers: readersColumns,
      groups: namedGroups,
    })
    .from(forumCategories)
    .innerJoin(...scopeOf(forumCategories.scopeId))
    .where(and(eq(forumCategories.slug, categorySlug), visibleTo(ctx)));
  if (!category) throw new NotFoundError("category");
  return category;
}

/** How many categories are for a group, for whoever arranges groups. */
export async function countCategoriesFor(ctx: Ctx, groupId: string) {
  demandPermission(ctx, "change-roles");
  const [counts] = await ctx.db
    .select(countsOfGroup(groupId))
    .from(forumCategories)
    .innerJoin(...scopeOf(forumCategories.scopeId));
  return counts!;
}
