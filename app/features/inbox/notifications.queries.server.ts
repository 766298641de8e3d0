import { MAIL_KINDS } from "#jobs/mail-kinds";
import type { NotificationWords } from "~/features/mail/notifications/notification-words";
import type { Told } from "~/features/mail/notifications/notifications.queries.server";
import type { Ctx } from "~/lib/ctx";

/** Everything that people are told of in their inbox. */
export const NOTIFICATIONS = MAIL_KINDS.flatMap((kind) => ("notification" in kind ? [kind.notification] : []));

/** What somebody was told, in the words of the rooms that own the causes, by cause. What they may no longer know of is left out. */
export async function wordNotifications(ctx: Ctx, told: readonly Told[]): Promise<Map<string, NotificationWords>> {
  const words = await Promise.all(
    NOTIFICATIONS.map(async ({ name, inbox }) => {
      const causes = told.filter(({ kind }) => kind === name).map(({ cause }) => cause);
      return causes.length === 0 ? [] : [...(await inbox(ctx, causes))];
    }),
  );
  return new Map(words.flat());
}

/** How many of these unread notifications the inbox shows: what became hidden or was removed counts no more. */
export async function countShown(ctx: Ctx, unread: readonly Told[]): Promise<number> {
  return unread.length === 0 ? 0 : (await wordNotifications(ctx, unread)).size;
}
