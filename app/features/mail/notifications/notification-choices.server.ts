import { and, eq, inArray } from "drizzle-orm";
import { notificationChoices } from "#db/schema/mail/notifications";
import type { Ctx, PersonCtx, PersonId } from "~/lib/ctx";
import { type ChosenKind, NOTIFICATION_KINDS, type NotificationKind } from "./notification-kinds";

export type NotificationChoice = { inbox: boolean; mail: boolean };

/** No row means: told in the inbox and by mail. */
const DEFAULT: NotificationChoice = { inbox: true, mail: true };

/** How one's own notifications arrive, for every kind that can be chosen. */
export async function listNotificationChoices(
  ctx: PersonCtx,
): Promise<({ kind: ChosenKind; title: string; hint: string } & NotificationChoice)[]> {
  const rows = await ctx.db.select().from(notificationChoices).where(eq(notificationChoices.personId, ctx.actor.personId));
  return Object.entries(NOTIFICATION_KINDS).map(([kind, words]) => {
    const { inbox, mail } = rows.find((row) => row.kind === kind) ?? DEFAULT;
    return { kind: kind as ChosenKind, ...words, inbox, mail };
  });
}

export async function chooseNotifications(ctx: PersonCtx, kind: ChosenKind, choice: NotificationChoice): Promise<void> {
  const set = { inbox: choice.inbox, mail: choice.mail, changedAt: ctx.now };
  await ctx.db
    .insert(notificationChoices)
    .values({ personId: ctx.actor.personId, kind, ...set })
    .onConflictDoUpdate({ target: [notificationChoices.personId, notificationChoices.kind], set });
}

/** How each of some people wants to be told of a kind. */
export async function notificationChoicesOf(
  ctx: Ctx,
  people: PersonId[],
  kind: NotificationKind,
): Promise<(personId: PersonId) => NotificationChoice> {
  const rows = await ctx.db
    .select({ personId: notificationChoices.personId, inbox: notificationChoices.inbox, mail: notificationChoices.mail })
    .from(notificationChoices)
    .where(and(inArray(notificationChoices.personId, people), eq(notificationChoices.kind, kind)));
  const chosen = new Map(rows.map((row) => [row.personId, row]));
  return (personId) => chosen.get(personId) ?? DEFAULT;
}
