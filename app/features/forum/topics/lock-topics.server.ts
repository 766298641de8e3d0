import type { SQL } from "drizzle-orm";
import { forumTopics } from "#db/schema/forum/topics";
import type { Ctx } from "~/lib/ctx";

/** Locks several topics, before all that stands in them, in the order of their ids: two who lock the same wait for each other. */
export async function lockTopics(ctx: Ctx, which: SQL | undefined): Promise<void> {
  await ctx.db.select({ id: forumTopics.id }).from(forumTopics).where(which).orderBy(forumTopics.id).for("update");
}
