import { and, eq, inArray } from "drizzle-orm";
import { notificationChoices } from "#db/schema/mail/notifications";
import type { Ctx, PersonCtx, PersonId } from "~/lib/ctx";

export type NotificationChoice = { inbox: boolean; mail: boolean };

/** No row means: told in the inbox and by mail. */
const DEFAULT: NotificationChoice = { inbox: true, mail: true };

/** How one's own notifications of a kind arrive, by the kind's name. */
export async function listNotificationChoices(ctx: PersonCtx): Promise<(kind: string) => NotificationChoice> {
  const { kind, inbox, mail, personId } = notificationChoices;
  const rows = await ctx.db.select({ kind, inbox, mail }).from(notificationChoices).where(eq(personId, ctx.actor.personId));
  const chosen = new Map(rows.map(({ kind, ...choice }) => [kind, choice]));
  return (kind) => chosen.get(kind) ?? DEFAULT;
}

export async function chooseNotifications(ctx: PersonCtx, { name }: { name: string }, { inbox, mail }: NotificationChoice): Promise<void> {
  const set = { inbox, mail, changedAt: ctx.now };
  await ctx.db
    .insert(notificationChoices)
    .values({ personId: ctx.actor.personId, kind: name, ...set })
    .onConflictDoUpdate({ target: [notificationChoices.personId, notificationChoices.kind], set });
}

/** How each of some people wants to be told of a kind. */
export async function notificationChoicesOf(
  ctx: Ctx,
  people: PersonId[],
  kind: string,
): Promise<(personId: PersonId) => NotificationChoice> {
  const rows = await ctx.db
    .select({ personId: notificationChoices.personId, inbox: notificationChoices.inbox, mail: notificationChoices.mail })
    .from(notificationChoices)
    .where(and(inArray(notificationChoices.personId, people), eq(notificationChoices.kind, kind)));
  const chosen = new Map(rows.map((row) => [row.personId, row]));
  return (personId) => chosen.get(personId) ?? DEFAULT;
}
