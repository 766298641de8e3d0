import { type AnyColumn, and, desc, eq, lte, type SQL, sql } from "drizzle-orm";
import { notifications } from "#db/schema/mail/notifications";
import type { PersonCtx } from "~/lib/ctx";
import { cursorOf, pageOf, readCursor } from "~/lib/pages";

const PER_PAGE = 30;

export type NotificationRow = { kind: string; cause: string; createdAt: Date; readAt: Date | null };

type Notifications = { rows: NotificationRow[]; next: string | null };

/**
 * One's own notifications, newest first. `next` is the `after` of the following page: a moment, and
 * how many of that moment were shown, since ids stand in no address. What is none is the first page. Their words come from the rooms that
 * own the causes.
 */
export async function listNotifications(ctx: PersonCtx, after?: string | null): Promise<Notifications> {
  const { personId } = ctx.actor;
  const cursor = readCursor(after, HOW_MANY);
  const { kind, cause, createdAt, readAt } = notifications;
  const found = await ctx.db
    .select({ kind, cause, createdAt, readAt })
    .from(notifications)
    .where(and(eq(notifications.personId, personId), cursor ? lte(createdAt, cursor.at) : undefined))
    .orderBy(desc(createdAt), desc(notifications.id))
    .offset(Number(cursor?.tie ?? 0))
    .limit(PER_PAGE + 1);
  return pageOf(found, PER_PAGE, ({ createdAt: at }, rows) => {
    const isAt = (other: Date) => other.getTime() === at.getTime();
    const before = cursor && isAt(cursor.at) ? Number(cursor.tie) : 0;
    return cursorOf({ at, tie: before + rows.filter((row) => isAt(row.createdAt)).length });
  });
}

const HOW_MANY = /^\d{1,3}$/;

/** More than the header says in numbers. */
const MOST_UNREAD = 100;

/** What somebody was told of: the name of the kind, and the cause. */
export type Told = { kind: string; cause: string };

/** The newest notifications that the person whom a column names has not read. */
export function unreadOf(person: AnyColumn): SQL<Told[]> {
  const { id, personId, kind, cause, readAt } = notifications;
  const newest = sql`select ${kind}, ${cause} from ${notifications} where ${personId} = ${person} and ${readAt} is null order by ${id} desc limit ${sql.raw(String(MOST_UNREAD))}`;
  return sql<Told[]>`(select coalesce(json_agg(told), '[]') from (${newest}) told)`;
}
