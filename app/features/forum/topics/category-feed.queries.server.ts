import { and, desc, eq, sql } from "drizzle-orm";
import { forumCategories, forumTopics } from "#db/schema/forum/topics";
import { asVisitor } from "~/features/content/pages/readable.server";
import { visibleTo } from "~/features/forum/sanctions/own-sanction.queries.server";
import { scopeOf } from "~/features/permissions/scope.server";
import type { FeedEntry } from "~/lib/atom-feed";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { topicPath } from "./topic-address";
import { shownTitle } from "./topic-place.queries.server";

const IN_FEED = 20;

/**
 * The topics of a category for everybody, by their latest post: what they are called and where they are read, and nobody's words or name. A
 * visitor's view, whoever asks. @throws NotFoundError, also where it is for members
 */
export async function categoryFeed(ctx: Ctx, slug: string): Promise<{ name: string; entries: FeedEntry[] }> {
  const visitor = asVisitor(ctx);
  const [category] = await ctx.db
    .select({ id: forumCategories.id, name: forumCategories.name })
    .from(forumCategories)
    .innerJoin(...scopeOf(forumCategories.scopeId))
    .where(and(eq(forumCategories.slug, slug), visibleTo(visitor)));
  if (!category) throw new NotFoundError("category");
  const topics = await ctx.db
    .select({ code: forumTopics.code, title: shownTitle, publishedAt: forumTopics.createdAt, updatedAt: forumTopics.lastPostAt })
    .from(forumTopics)
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .where(and(eq(forumTopics.categoryId, category.id), sql`${forumTopics.removedAt} is null`, visibleTo(visitor)))
    .orderBy(desc(forumTopics.lastPostAt), desc(forumTopics.id))
    .limit(IN_FEED);
  return { name: category.name, entries: topics.map((topic) => ({ ...topic, href: topicPath({ ...topic, page: null }) })) };
}
