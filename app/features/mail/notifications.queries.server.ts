import { and, desc, eq, isNull, lt, sql } from "drizzle-orm";
import { notifications } from "#db/schema/mail";
import { type Ctx, personIdOf } from "~/lib/ctx";

const PAGE = 30;

export type NotificationRow = { id: string; kind: string; cause: string; createdAt: Date; readAt: Date | null };

/** One's own notifications, newest first. `next` is the `after` of the following page. Their words come from the rooms that own the causes. */
export async function listNotifications(ctx: Ctx, after?: string | null): Promise<{ rows: NotificationRow[]; next: string | null }> {
  const personId = personIdOf(ctx.actor);
  if (!personId) return { rows: [], next: null };
  const { id, kind, cause, createdAt, readAt } = notifications;
  const found = await ctx.db
    .select({ id, kind, cause, createdAt, readAt })
    .from(notifications)
    .where(and(eq(notifications.personId, personId), after ? lt(notifications.id, after) : undefined))
    .orderBy(desc(notifications.id))
    .limit(PAGE + 1);
  const rows = found.slice(0, PAGE);
  return { rows, next: found.length > PAGE ? rows.at(-1)!.id : null };
}

export async function countUnread(ctx: Ctx): Promise<number> {
  const personId = personIdOf(ctx.actor);
  if (!personId) return 0;
  const [row] = await ctx.db
    .select({ count: sql<number>`count(*)::int` })
    .from(notifications)
    .where(and(eq(notifications.personId, personId), isNull(notifications.readAt)));
  return row?.count ?? 0;
}
