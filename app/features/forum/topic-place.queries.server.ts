import { eq, type SQL, sql } from "drizzle-orm";
import { contentPages } from "#db/schema/content";
import { forumTopics } from "#db/schema/forum";
import { visibleTo } from "~/features/people/scope.server";
import type { Ctx } from "~/lib/ctx";

/** Joins the page whose comments a topic holds, on the left: topics of categories have none. */
export const pageOfTopic = eq(contentPages.id, forumTopics.pageId);

/** How a topic is found and called, over the joined page. Comments are called what their page is called now. */
export const topicColumns = {
  code: forumTopics.code,
  title: sql<string>`coalesce(${contentPages.title}, ${forumTopics.title})`,
  page: sql<string | null>`${contentPages.path}`,
};

/** What this reader may read of topics, over the joined scope and page: comments go with their page. */
export const readableTopic = (ctx: Ctx): SQL => sql`(${visibleTo(ctx)} and ${pageStands(ctx)})`;

/** Comments are there as long as their page is. */
export const pageStands = ({ now }: Pick<Ctx, "now">): SQL =>
  sql`(${forumTopics.pageId} is null or (${contentPages.publishedAt} <= ${now.toISOString()}::timestamptz and ${contentPages.archivedAt} is null))`;
