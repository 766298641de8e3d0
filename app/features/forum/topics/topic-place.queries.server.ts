import { type SQL, sql } from "drizzle-orm";
import { forumTopics } from "#db/schema/forum/topics";
import { contentPageOf, pagePlace, pageStands } from "~/features/content/pages/page-place.server";
import { visibleTo } from "~/features/forum/sanctions/own-sanction.queries.server";
import type { Ctx } from "~/lib/ctx";
import { HIDDEN_TITLE } from "./removed-title";

/** Joins the page whose comments a topic holds, on the left: topics of categories have none. */
export const pageOfTopic = contentPageOf(forumTopics.pageId);

/** What a topic is called, over the joined page: for whoever changes or judges it. Comments are called what their page is called now. */
export const fullTitle = sql<string>`coalesce(${pagePlace.title}, ${forumTopics.title})`;

/** What readers are told that a topic of a category is called. */
export const shownTitle = sql<string>`case when ${forumTopics.hiddenAt} is null then ${forumTopics.title} else ${HIDDEN_TITLE} end`;

/** How a topic is found and called, over the joined page. */
export const topicColumns = {
  code: forumTopics.code,
  title: sql<string>`coalesce(${pagePlace.title}, ${shownTitle})`,
  page: sql<string | null>`${pagePlace.path}`,
};

/** What this reader may read of topics, over the joined scope and page. */
export const readableTopic = (ctx: Ctx): SQL => sql`(${visibleTo(ctx)} and ${topicStands(ctx)})`;

/** The same with topics that were removed as a whole: for what moderators did, and for saying that one is gone. */
export const readableOnce = (ctx: Ctx): SQL => sql`(${visibleTo(ctx)} and ${placeStands(ctx)})`;

/** Neither the topic was removed nor the page whose comments it holds. */
export const topicStands = (ctx: Pick<Ctx, "now">): SQL => sql`(${forumTopics.removedAt} is null and ${placeStands(ctx)})`;

/** Comments are there as long as their page is. */
const placeStands = (ctx: Pick<Ctx, "now">): SQL => sql`(${forumTopics.pageId} is null or ${pageStands(ctx)})`;
