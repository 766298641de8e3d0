import { and, asc, desc, eq, inArray, ne, type SQL, sql } from "drizzle-orm";
import { forumTags, forumTagWatches } from "#db/schema/forum/tags";
import { forumCategories, forumTopics } from "#db/schema/forum/topics";
import { forumCategoryWatches, forumWatches } from "#db/schema/forum/watching";
import { pageOfTopic, readableTopic, topicColumns } from "~/features/forum/topics/topic-place.queries.server";
import { scopeOf, visibleTo } from "~/features/permissions/scope.server";
import { foundBy } from "~/lib/ask-together.server";
import type { PersonCtx } from "~/lib/ctx";
import { cursorOf, pageOf, readCursor } from "~/lib/pages";
import { categoryLevel } from "./own-watch.queries.server";

const PER_PAGE = 20;
const CODE = /^[0-9a-z]{10}$/;

/** The categories that the actor may read, each with how loudly they hear of it. To be asked with something else. */
export const categoriesWatched = (ctx: PersonCtx) =>
  foundBy(
    ctx.db
      .select({ slug: forumCategories.slug, name: forumCategories.name, level: categoryLevel })
      .from(forumCategories)
      .innerJoin(...scopeOf(forumCategories.scopeId))
      .leftJoin(
        forumCategoryWatches,
        and(eq(forumCategoryWatches.categoryId, forumCategories.id), eq(forumCategoryWatches.personId, ctx.actor.personId)),
      )
      .where(visibleTo(ctx))
      .orderBy(asc(forumCategories.position), asc(forumCategories.slug)),
  );

/** The tags of which the actor chose how loudly they hear. To be asked with something else. */
export const tagsWatched = (ctx: PersonCtx) =>
  foundBy(
    ctx.db
      .select({ slug: forumTags.slug, name: forumTags.name, level: forumTagWatches.level })
      .from(forumTagWatches)
      .innerJoin(forumTags, eq(forumTags.id, forumTagWatches.tagId))
      .where(and(eq(forumTagWatches.personId, ctx.actor.personId), ne(forumTagWatches.level, "normal")))
      .orderBy(asc(sql`lower(${forumTags.name})`)),
  );

/**
 * One page of the topics and comments that the actor watches or muted and may read, what they chose last first. To be asked with something
 * else.
 */
export function topicsWatched(ctx: PersonCtx, after: string | null) {
  const { personId, level, changedAt, topicId } = forumWatches;
  const cursor = readCursor(after, CODE);
  const older: SQL | undefined = cursor
    ? sql`(${changedAt}, ${topicId}) < (${cursor.at.toISOString()}::timestamptz, (select c.id from ${forumTopics} c where c.code = ${cursor.tie}))`
    : undefined;
  const found = ctx.db
    .select({ ...topicColumns, level, changedAt })
    .from(forumWatches)
    .innerJoin(forumTopics, eq(forumTopics.id, topicId))
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .leftJoin(...pageOfTopic)
    .where(and(eq(personId, ctx.actor.personId), inArray(level, ["watching", "muted"]), older, readableTopic(ctx)))
    .orderBy(desc(changedAt), desc(topicId))
    .limit(PER_PAGE + 1);
  return foundBy(found, (rows) => pageOf(rows, PER_PAGE, ({ changedAt, code }) => cursorOf({ at: changedAt, tie: code })));
}
