import { type SQL, sql } from "drizzle-orm";
import { forumTopics } from "#db/schema/forum/topics";
import type { Ctx } from "~/lib/ctx";

const nowOf = ({ now }: Pick<Ctx, "now">) => sql`${now.toISOString()}::timestamptz`;

/**
 * Closed by a moderator, or from its day on; open again from another day, without anybody doing it. What a moderator closes is closed to a
 * reply that began before and waited for it: it asks no clock.
 */
export const isClosed = (ctx: Pick<Ctx, "now">) =>
  sql<boolean>`coalesce((${forumTopics.lockedAt} is not null or ${forumTopics.closesAt} <= ${nowOf(ctx)}) and coalesce(${forumTopics.opensAt} > ${nowOf(ctx)}, true), false)`;

export const isPinned = (ctx: Pick<Ctx, "now">) =>
  sql<boolean>`(${forumTopics.pinnedAt} is not null and coalesce(${forumTopics.pinnedUntil} > ${nowOf(ctx)}, true))`;

/** It stands above the topics of every category, for whoever may read it. */
export const isAnnounced = (ctx: Pick<Ctx, "now">) => sql<boolean>`coalesce(${forumTopics.announcedUntil} > ${nowOf(ctx)}, false)`;

/** What is to come of a topic: its days as they stand. */
export const topicDates = {
  closesAt: forumTopics.closesAt,
  opensAt: forumTopics.opensAt,
  pinnedUntil: forumTopics.pinnedUntil,
  announcedUntil: forumTopics.announcedUntil,
};

/** When the next of all topics closes, opens or comes down by its day: until then a visitor's lists stand as they are. */
export function nextTopicDate(ctx: Ctx): SQL<Date | null> {
  if (ctx.actor.kind !== "visitor") return sql<null>`null`;
  const next = Object.values(topicDates).map((day): SQL => sql`(select min(${day}) from ${forumTopics} where ${day} > ${nowOf(ctx)})`);
  return sql<Date | null>`least(${sql.join(next, sql`, `)})`.mapWith(forumTopics.closesAt);
}
