import { eq } from "drizzle-orm";
import { forumTopics } from "#db/schema/forum/topics";
import { recordEntry } from "~/features/audit/record-entry.server";
import { getTopicToModerate } from "~/features/forum/moderation/topic-to-moderate.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";

/** Closes a topic to replies and edits. Closing it again changes nothing. @throws NotFoundError, ForbiddenError */
export const lockTopic = (ctx: Ctx, code: string) => setLock(ctx, code, true);

export const unlockTopic = (ctx: Ctx, code: string) => setLock(ctx, code, false);

async function setLock(ctx: Ctx, code: string, isLocked: boolean): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const topic = await getTopicToModerate(ctx, code);
    if (topic.isLocked === isLocked) return;

    await ctx.db
      .update(forumTopics)
      .set({ lockedAt: isLocked ? ctx.now : null, closesAt: null, opensAt: null, lockedBy: isLocked ? personIdOf(ctx.actor) : null })
      .where(eq(forumTopics.id, topic.id));
    await recordEntry(ctx, {
      class: "act",
      action: isLocked ? "topic.locked" : "topic.unlocked",
      objectKind: "topic",
      objectId: topic.code,
    });
  });
}
