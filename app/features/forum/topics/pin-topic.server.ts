import { eq } from "drizzle-orm";
import { forumTopics } from "#db/schema/forum/topics";
import { recordEntry } from "~/features/audit/record-entry.server";
import { getTopicToModerate } from "~/features/forum/moderation/topic-to-moderate.server";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";

/** Keeps a topic at the top of its category. @throws NotFoundError, ForbiddenError */
export const pinTopic = (ctx: Ctx, code: string) => setPin(ctx, code, true);

export const unpinTopic = (ctx: Ctx, code: string) => setPin(ctx, code, false);

async function setPin(ctx: Ctx, code: string, isPinned: boolean): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const topic = await getTopicToModerate(ctx, code);
    if (topic.isPinned === isPinned) return;

    await ctx.db
      .update(forumTopics)
      .set({ pinnedAt: isPinned ? ctx.now : null, pinnedUntil: null })
      .where(eq(forumTopics.id, topic.id));
    await recordEntry(ctx, {
      class: "act",
      action: isPinned ? "topic.pinned" : "topic.unpinned",
      objectKind: "topic",
      objectId: topic.code,
    });
  });
}
