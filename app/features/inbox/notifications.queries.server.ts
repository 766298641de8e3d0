import { wordEnquiries } from "~/features/enquiries/notification-words.queries.server";
import { wordForumNotifications } from "~/features/forum/watching/notification-words.queries.server";
import { wordNearMisses } from "~/features/guard/near-misses.queries.server";
import type { NotificationWords } from "~/features/mail/notifications/notification-words";
import { listUnread } from "~/features/mail/notifications/notifications.queries.server";
import { wordNoticeChanges } from "~/features/notices/changes.queries.server";
import type { Ctx } from "~/lib/ctx";

/** What somebody was told, in the words of the rooms that own the causes, by cause. What they may no longer know of is left out. */
export async function wordNotifications(
  ctx: Ctx,
  told: readonly { kind: string; cause: string }[],
): Promise<Map<string, NotificationWords>> {
  const words = await Promise.all([
    wordForumNotifications(ctx, told),
    wordNoticeChanges(ctx, told),
    wordEnquiries(ctx, told),
    wordNearMisses(ctx, told),
  ]);
  return new Map(words.flatMap((room) => [...room]));
}

/** How many unread notifications the inbox shows: what became hidden or was removed counts no more. Of very many the newest are counted. */
export async function countUnread(ctx: Ctx): Promise<number> {
  const unread = await listUnread(ctx);
  return unread.length === 0 ? 0 : (await wordNotifications(ctx, unread)).size;
}
