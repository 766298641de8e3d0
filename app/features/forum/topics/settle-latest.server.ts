import { type SQL, sql } from "drizzle-orm";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import type { Ctx } from "~/lib/ctx";

/** After posts of these topics were removed or came back: whose the latest is that is still there, and since when; else the first. */
export async function settleLatest(ctx: Ctx, topics: SQL): Promise<void> {
  await ctx.db.execute(sql`
    update ${forumTopics} set last_post_at = latest.created_at, last_post_by = latest.author_id, last_nameless_as = latest.nameless_as
    from (
      select distinct on (topic_id) topic_id, created_at, author_id, nameless_as from ${forumPosts}
      where topic_id in (select id from ${forumTopics} where ${topics}) and (removed_at is null or number = 1)
      order by topic_id, (removed_at is null) desc, created_at desc, number desc) as latest
    where ${forumTopics.id} = latest.topic_id`);
}

/** The number of the latest post that is still there. */
export const latestNumber = sql<number>`coalesce((select max(there.number) from ${forumPosts} there
  where there.topic_id = ${forumTopics.id} and there.removed_at is null), 1)`;
