import { and, eq } from "drizzle-orm";
import { notificationChoices } from "#db/schema/mail";
import { getMyPersonId } from "~/features/people/my-person-id";
import type { Ctx, PersonId } from "~/lib/ctx";
import { type ChosenKind, NOTIFICATION_KINDS, type NotificationKind } from "./notification-kinds";

export type NotificationChoice = { inbox: boolean; mail: boolean };

/** No row means: told in the inbox and by mail. */
const DEFAULT: NotificationChoice = { inbox: true, mail: true };

/** How one's own notifications arrive, for every kind that can be chosen. */
export async function listNotificationChoices(
  ctx: Ctx,
): Promise<({ kind: ChosenKind; title: string; hint: string } & NotificationChoice)[]> {
  const rows = await ctx.db
    .select()
    .from(notificationChoices)
    .where(eq(notificationChoices.personId, getMyPersonId(ctx)));
  return Object.entries(NOTIFICATION_KINDS).map(([kind, words]) => {
    const { inbox, mail } = rows.find((row) => row.kind === kind) ?? DEFAULT;
    return { kind: kind as ChosenKind, ...words, inbox, mail };
  });
}

export async function chooseNotifications(ctx: Ctx, kind: ChosenKind, choice: NotificationChoice): Promise<void> {
  const set = { inbox: choice.inbox, mail: choice.mail, changedAt: ctx.now };
  await ctx.db
    .insert(notificationChoices)
    .values({ personId: getMyPersonId(ctx), kind, ...set })
    .onConflictDoUpdate({ target: [notificationChoices.personId, notificationChoices.kind], set });
}

export async function getNotificationChoice(ctx: Ctx, personId: PersonId, kind: NotificationKind): Promise<NotificationChoice> {
  const [row] = await ctx.db
    .select({ inbox: notificationChoices.inbox, mail: notificationChoices.mail })
    .from(notificationChoices)
    .where(and(eq(notificationChoices.personId, personId), eq(notificationChoices.kind, kind)));
  return row ?? DEFAULT;
}
