import { and, eq, type SQL } from "drizzle-orm";
import { notificationChoices } from "#db/schema/mail/notifications";
import { joinedPerson } from "~/features/people/joined-person.server";
import { foundBy } from "~/lib/ask-together.server";
import type { Ctx, PersonCtx, PersonId } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";

export type NotificationChoice = { inbox: boolean; mail: boolean };

/** No row means: told in the inbox and by mail. */
const DEFAULT: NotificationChoice = { inbox: true, mail: true };
const UNTOLD: NotificationChoice = { inbox: false, mail: false };

/** How one's own notifications of a kind arrive, by the kind's name. */
export function myNotificationChoices(ctx: PersonCtx): SQL<(kind: string) => NotificationChoice> {
  const { kind, inbox, mail, personId } = notificationChoices;
  const chosen = ctx.db.select({ kind, inbox, mail }).from(notificationChoices).where(eq(personId, ctx.actor.personId));
  return foundBy(chosen, (rows) => {
    const choices = new Map(rows.map(({ kind, ...choice }) => [kind, choice]));
    return (kind) => choices.get(kind) ?? DEFAULT;
  });
}

export async function chooseNotifications(ctx: PersonCtx, { name }: { name: string }, { inbox, mail }: NotificationChoice): Promise<void> {
  const set = { inbox, mail, changedAt: ctx.now };
  await inTransaction(ctx, ({ actor, db }) =>
    db
      .insert(notificationChoices)
      .values({ personId: actor.personId, kind: name, ...set })
      .onConflictDoUpdate({ target: [notificationChoices.personId, notificationChoices.kind], set }),
  );
}

/** How each of some people wants to be told of a kind: who was erased in no way. */
export async function notificationChoicesOf(
  ctx: Ctx,
  people: PersonId[],
  kind: string,
): Promise<(personId: PersonId) => NotificationChoice> {
  const told = joinedPerson("told");
  const [persons, areThese] = told.among(people);
  const rows = await ctx.db
    .select({ personId: told.id, inbox: notificationChoices.inbox, mail: notificationChoices.mail })
    .from(persons)
    .leftJoin(notificationChoices, and(eq(notificationChoices.personId, told.id), eq(notificationChoices.kind, kind)))
    .where(and(areThese, told.isThere));
  const chosen = new Map(
    rows.map(({ personId, inbox, mail }) => [personId, { inbox: inbox ?? DEFAULT.inbox, mail: mail ?? DEFAULT.mail }]),
  );
  return (personId) => chosen.get(personId) ?? UNTOLD;
}
