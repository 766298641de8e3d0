import { sql } from "drizzle-orm";
import { forumPosts } from "#db/schema/forum/posts";
import type { Ctx } from "~/lib/ctx";

/**
 * The number of the first post of a topic that was written at a moment or later; one more than the last where there is none. Posts stand in
 * the order in which they were written, so it halves what is left each time: seventeen rows of a topic of 100,000.
 */
export async function firstPostFrom(
  ctx: Ctx,
  { topicId, lastPostNumber }: { topicId: string; lastPostNumber: number },
  from: Date,
): Promise<number> {
  const [found] = await ctx.db.execute<{ number: number }>(sql`
    with recursive step (low, high) as (
      select 1, ${lastPostNumber}::int + 1
      union all
      select case when post.created_at < ${from.toISOString()}::timestamptz then post.number + 1 else low end,
             case when post.created_at < ${from.toISOString()}::timestamptz then high else post.number end
      from step join ${forumPosts} post on post.topic_id = ${topicId}::uuid and post.number = (low + high) / 2
      where low < high)
    select low as number from step where low = high`);
  return found?.number ?? lastPostNumber + 1;
}
