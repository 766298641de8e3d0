import { and, eq, sql } from "drizzle-orm";
import { forumTopics } from "#db/schema/forum/topics";
import type { TopicPlace } from "~/features/forum/types";
import { scopeOf } from "~/features/permissions/scope.server";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { pageOfTopic, readableTopic, topicColumns } from "./topic-place.queries.server";
import { postsAfter } from "./unread.queries.server";

/** How many posts a topic has behind number `after`. @throws NotFoundError, also for a topic that this reader may not see */
export async function countNewReplies(ctx: Ctx, code: string, after: number): Promise<{ topic: TopicPlace; count: number }> {
  const [found] = await ctx.db
    .select({ code: topicColumns.code, page: topicColumns.page, count: postsAfter(sql`${after}::int`) })
    .from(forumTopics)
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .leftJoin(...pageOfTopic)
    .where(and(eq(forumTopics.code, code), readableTopic(ctx)));
  if (!found) throw new NotFoundError("topic");
  const { count, ...topic } = found;
  return { topic, count: Math.max(count, 0) };
}
