import { and, eq } from "drizzle-orm";
import { forumWatches } from "#db/schema/forum/watching";
import { getTopic } from "~/features/forum/topics/topics.queries.server";
import type { WatchLevel } from "~/features/forum/types";
import type { Ctx } from "~/lib/ctx";
import { ForbiddenError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";

/** Says how loudly the actor wants to hear of a topic; `null` forgets the choice. @throws NotFoundError, ForbiddenError */
export async function watchTopic(ctx: Ctx, code: string, level: WatchLevel): Promise<void> {
  const topic = await getTopic(ctx, code);
  if (ctx.actor.kind !== "person") throw new ForbiddenError("signed-out");
  const { personId } = ctx.actor;

  const isTheirs = and(eq(forumWatches.personId, personId), eq(forumWatches.topicId, topic.id));
  await inTransaction(ctx, async ({ db, now: changedAt }) => {
    if (level === null) return void (await db.delete(forumWatches).where(isTheirs));
    await db
      .insert(forumWatches)
      .values({ personId, topicId: topic.id, level, changedAt })
      .onConflictDoUpdate({ target: [forumWatches.personId, forumWatches.topicId], set: { level, changedAt } });
  });
}
