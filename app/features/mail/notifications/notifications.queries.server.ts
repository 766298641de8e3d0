import { and, desc, eq, isNull, lte } from "drizzle-orm";
import { notifications } from "#db/schema/mail/notifications";
import { type Ctx, type PersonCtx, personIdOf } from "~/lib/ctx";

const PAGE = 30;

export type NotificationRow = { kind: string; cause: string; createdAt: Date; readAt: Date | null };

/**
 * One's own notifications, newest first. `next` is the `after` of the following page: a moment, and how many of that moment were shown, since
 * ids stand in no address. What is none is the first page. Their words come from the rooms that own the causes.
 */
export async function listNotifications(ctx: PersonCtx, after?: string | null): Promise<{ rows: NotificationRow[]; next: string | null }> {
  const { personId } = ctx.actor;
  const cursor = readCursor(after);
  const { kind, cause, createdAt, readAt } = notifications;
  const found = await ctx.db
    .select({ kind, cause, createdAt, readAt })
    .from(notifications)
    .where(and(eq(notifications.personId, personId), cursor ? lte(createdAt, cursor.at) : undefined))
    .orderBy(desc(createdAt), desc(notifications.id))
    .offset(cursor?.shown ?? 0)
    .limit(PAGE + 1);
  const rows = found.slice(0, PAGE);
  return { rows, next: found.length > PAGE ? cursorAfter(rows, cursor) : null };
}

type Cursor = { at: Date; shown: number };

function readCursor(text: string | null | undefined): Cursor | null {
  const [, at, shown] = /^(\d{12,14})-(\d{1,3})$/.exec(text ?? "") ?? [];
  return at && shown ? { at: new Date(Number(at)), shown: Number(shown) } : null;
}

function cursorAfter(rows: NotificationRow[], cursor: Cursor | null): string {
  const at = rows.at(-1)!.createdAt.getTime();
  const before = cursor?.at.getTime() === at ? cursor.shown : 0;
  return `${at}-${before + rows.filter((row) => row.createdAt.getTime() === at).length}`;
}

/** More than the header says in numbers. */
const MOST_UNREAD = 100;

/** One's own notifications that are not read, the newest. */
export async function listUnread(ctx: Ctx): Promise<{ kind: string; cause: string }[]> {
  const personId = personIdOf(ctx.actor);
  if (!personId) return [];
  const { id, kind, cause, readAt } = notifications;
  return ctx.db
    .select({ kind, cause })
    .from(notifications)
    .where(and(eq(notifications.personId, personId), isNull(readAt)))
    .orderBy(desc(id))
    .limit(MOST_UNREAD);
}
