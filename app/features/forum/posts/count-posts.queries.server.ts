import { and, eq, gte, isNull, sql } from "drizzle-orm";
import { forumPosts } from "#db/schema/forum/posts";
import type { Ctx, PersonId } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";

/** How much a person has written: what stands, of that in the last 90 days, and what was removed. Numbers only, so whatever its scope. */
export async function countPosts(ctx: Ctx, personId: PersonId): Promise<{ standing: number; recent: number; removed: number }> {
  const stands = isNull(forumPosts.removedAt);
  const [row] = await ctx.db
    .select({
      standing: sql<number>`count(*) filter (where ${stands})::int`,
      recent: sql<number>`count(*) filter (where ${and(stands, gte(forumPosts.createdAt, later(ctx.now, -90 * DAY)))})::int`,
      removed: sql<number>`count(*) filter (where not ${stands})::int`,
    })
    .from(forumPosts)
    .where(eq(forumPosts.authorId, personId));
  return row ?? { standing: 0, recent: 0, removed: 0 };
}
