import { and, desc, isNull, type SQL, sql } from "drizzle-orm";
import { forumCategories, forumTopics } from "#db/schema/forum/topics";
import { listLatestNews } from "~/features/content/news/news.queries.server";
import type { LiveFound } from "~/features/content/types";
import { visibleTo } from "~/features/forum/sanctions/own-sanction.queries.server";
import { topicPath } from "~/features/forum/topics/topic-address";
import { shownTitle } from "~/features/forum/topics/topic-place.queries.server";
import { scopeOf } from "~/features/permissions/scope.server";
import { foundBy } from "~/lib/ask-together.server";
import type { Ctx } from "~/lib/ctx";
import type { LiveBlock } from "~/lib/markdown/directives";

/** What stands in a page for what each reader gets there as it is now: only what this reader may read. By its number in the page. */
export const askLiveBlocks = (ctx: Ctx, blocks: readonly LiveBlock[]): Record<string, SQL<LiveFound>> =>
  Object.fromEntries(blocks.map((block, index) => [`block${index}`, askLiveBlock(ctx, block)]));

function askLiveBlock(ctx: Ctx, block: LiveBlock): SQL<LiveFound> {
  if (block.name === "latest-news")
    return foundBy(listLatestNews(ctx, block.count), (articles) => ({ name: "latest-news" as const, articles }));
  const { code, lastPostAt, hiddenAt } = forumTopics;
  const topics = ctx.db
    .select({ code, title: shownTitle, category: forumCategories.name, slug: forumCategories.slug, lastPostAt })
    .from(forumTopics)
    .innerJoin(forumCategories, sql`${forumCategories.id} = ${forumTopics.categoryId}`)
    .innerJoin(...scopeOf(forumTopics.scopeId))
    // not a join: the index that holds a category's topics in this order then gives the first
    .where(
      and(
        sql`${forumTopics.categoryId} = (select id from ${forumCategories} where slug = ${block.category})`,
        isNull(forumTopics.removedAt),
        isNull(hiddenAt),
        visibleTo(ctx),
      ),
    )
    .orderBy(desc(lastPostAt), desc(forumTopics.id))
    .limit(block.count);
  return foundBy(topics, (found) => ({
    name: "topics" as const,
    category: found[0] ? { name: found[0].category, slug: found[0].slug } : null,
    topics: found.map(({ code, title, lastPostAt }) => ({ path: topicPath({ code, title, page: null }), title, lastPostAt })),
  }));
}
