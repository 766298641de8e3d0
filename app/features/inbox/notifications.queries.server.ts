import { is, SQL } from "drizzle-orm";
import { MAIL_KINDS } from "#jobs/mail-kinds";
import type { NotificationWords } from "~/features/mail/notifications/notification-words";
import type { Told } from "~/features/mail/notifications/notifications.queries.server";
import { askTogether } from "~/lib/ask-together.server";
import type { Ctx } from "~/lib/ctx";

/** Everything that people are told of in their inbox. */
export const NOTIFICATIONS = MAIL_KINDS.flatMap((kind) => ("notification" in kind ? [kind.notification] : []));

/**
 * What somebody was told, in the words of the rooms that own the causes, by cause: one statement for all kinds. What they may no longer
 * know of is left out.
 */
export async function wordNotifications(ctx: Ctx, told: readonly Told[]): Promise<Map<string, NotificationWords>> {
  const ofKinds = NOTIFICATIONS.flatMap(({ name, inbox }) => {
    const causes = told.filter(({ kind }) => kind === name).map(({ cause }) => cause);
    return causes.length > 0 ? [inbox(ctx, causes)] : [];
  });
  const asked = ofKinds.filter((words) => is(words, SQL));
  const known = ofKinds.filter((words) => words instanceof Map);
  const answers = asked.length > 0 ? await askTogether(ctx.db, Object.fromEntries(asked.entries())) : {};
  return new Map([...known, ...Object.values(answers)].flatMap((words) => [...words]));
}

/** How many of these unread notifications the inbox shows: what became hidden or was removed counts no more. */
export async function countShown(ctx: Ctx, unread: readonly Told[]): Promise<number> {
  return unread.length === 0 ? 0 : (await wordNotifications(ctx, unread)).size;
}
