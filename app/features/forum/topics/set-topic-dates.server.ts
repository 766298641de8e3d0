import { eq } from "drizzle-orm";
import { forumTopics } from "#db/schema/forum/topics";
import { recordEntry } from "~/features/audit/record-entry.server";
import { getTopicToModerate } from "~/features/forum/moderation/topic-to-moderate.server";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { type DatesBlocker, datesBlocker } from "./topic.policy";
import type { TopicDates } from "./topic-dates.schema";

export type DatesResult = { ok: true } | { ok: false; reason: DatesBlocker; field: keyof TopicDates };

/**
 * Says from when a topic is closed and open again, and until when it is pinned or announced; each ends by itself. A day that is left out
 * ends what it was for; what has none stays as it is. @throws NotFoundError, ForbiddenError
 */
export async function setTopicDates(ctx: Ctx, code: string, dates: TopicDates): Promise<DatesResult> {
  return inTransaction(ctx, async (ctx) => {
    const topic = await getTopicToModerate(ctx, code);
    if (topic.page !== null) throw new NotFoundError("topic");
    const blocker = datesBlocker(topic, dates, ctx.now);
    if (blocker) return { ok: false, ...blocker };

    const { closesOn, opensOn, pinnedUntil, announcedUntil } = dates;
    const isPinned = pinnedUntil !== null || (topic.isPinned && topic.pinnedUntil === null);
    await ctx.db
      .update(forumTopics)
      .set({
        // it stays as it is now until a day comes
        lockedAt: topic.isLocked ? (topic.lockedAt ?? topic.closesAt) : null,
        closesAt: closesOn,
        opensAt: opensOn,
        pinnedAt: isPinned ? (topic.pinnedAt ?? ctx.now) : null,
        pinnedUntil,
        announcedUntil,
      })
      .where(eq(forumTopics.id, topic.id));
    await recordEntry(ctx, {
      class: "act",
      action: "topic.dated",
      objectKind: "topic",
      objectId: topic.code,
      detail: Object.fromEntries(Object.entries(dates).map(([name, day]) => [name, day?.toISOString() ?? null])),
    });
    return { ok: true };
  });
}
