import { and, asc, desc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { forumCategories, forumTopics } from "#db/schema/forum/topics";
import { forumCategoryWatches, forumReads } from "#db/schema/forum/watching";
import { ownWaiting } from "~/features/forum/held/held.queries.server";
import { notFoundHere, ownSanction, visibleTo } from "~/features/forum/sanctions/own-sanction.queries.server";
import { listTags } from "~/features/forum/tags/tags.queries.server";
import { nextTopicDate } from "~/features/forum/topics/topic-dates.queries.server";
import { UNREAD_AMONG } from "~/features/forum/topics/topic-list.queries.server";
import { isRecent, isUnread, ownRead } from "~/features/forum/topics/unread.queries.server";
import type { CategoryLevel } from "~/features/forum/types";
import { demandPermission } from "~/features/permissions/demand-permission";
import { countsOfGroup, namedGroups, readersColumns } from "~/features/permissions/readers.queries.server";
import { scopeOf } from "~/features/permissions/scope.server";
import { foundBy } from "~/lib/ask-together.server";
import { type Ctx, personIdOf } from "~/lib/ctx";

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

/** The same with how loudly the reader hears of it, and until when the list of its topics stands as it is. @throws NotFoundError */
export async function getCategoryWatched(ctx: Ctx, categorySlug: string) {
  const { level, categoryId, personId } = forumCategoryWatches;
  const chosen = sql<CategoryLevel>`coalesce((select ${level} from ${forumCategoryWatches}
    where ${categoryId} = ${forumCategories.id} and ${personId} = ${personIdOf(ctx.actor)}), 'normal')`;
  const watch = personIdOf(ctx.actor) ? chosen : sql<CategoryLevel>`'normal'`;
  return selectCategory(ctx, categorySlug, {
    watch,
    standsUntil: nextTopicDate(ctx),
    ownWaiting: ownWaiting(ctx, sql`own.category_id = ${forumCategories.id}`),
  });
}

/** @throws NotFoundError, also for a category that this reader may not see */
export const getCategory = (ctx: Ctx, categorySlug: string) => selectCategory(ctx, categorySlug, {});

/** The same with the tags to choose from, for whoever starts a topic. @throws NotFoundError */
export const getCategoryToWriteIn = (ctx: Ctx, categorySlug: string) => selectCategory(ctx, categorySlug, { tags: foundBy(listTags(ctx)) });

async function selectCategory<More extends Record<string, SQL>>(ctx: Ctx, categorySlug: string, more: More) {
  const [category] = await ctx.db
    .select({
      ...more,
      id: forumCategories.id,
      scopeId: forumCategories.scopeId,
      slug,
      name,
      description,
      position,
      namelessAs: forumCategories.namelessAs,
      readers: readersColumns,
      groups: namedGroups,
      sanction: ownSanction(ctx),
    })
    .from(forumCategories)
    .innerJoin(...scopeOf(forumCategories.scopeId))
    .where(and(eq(forumCategories.slug, categorySlug), visibleTo(ctx)));
  if (!category) throw await notFoundHere(ctx, "category");
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
