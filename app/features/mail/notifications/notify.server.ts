import { and, eq, inArray, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { messages } from "#db/schema/mail/messages";
import { notifications } from "#db/schema/mail/notifications";
import { type Gathering, queueMails } from "~/features/mail/messages/queue-mail.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { notificationChoicesOf } from "./notification-choices.server";
import type { NotificationKind } from "./notification-kind.server";

/**
 * `cause` names what happened, e.g. `reply:<post id>`. With `mail: false` it stands in the inbox alone; the mail may wait so many
 * milliseconds, and with `gathers` be one for several that happened. `veiled`: it stands in no log of mails.
 */
type Told = { cause: string; mail?: boolean; waits?: number; veiled?: boolean; gathers?: Gathering & { cause: string } };

/** As many as one statement writes. */
const BATCH = 1000;

/** Tells people something once: in their inbox and by mail, each as they chose. Who was told of this cause before is not told again. */
export async function notify<Args extends Record<string, unknown>>(
  ctx: Ctx,
  people: PersonId[],
  kind: NotificationKind<Args>,
  args: NoInfer<Args>,
  told: Told,
): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    for (let from = 0; from < people.length; from += BATCH) await notifyBatch(ctx, people.slice(from, from + BATCH), kind, args, told);
  });
}

async function notifyBatch<Args extends Record<string, unknown>>(
  ctx: Ctx,
  people: PersonId[],
  kind: NotificationKind<Args>,
  args: Args,
  { cause, mail = true, waits, veiled, gathers }: Told,
): Promise<void> {
  const { name } = kind.notification;
  const choiceOf = await notificationChoicesOf(ctx, people, name);
  const inInbox = people.filter((personId) => choiceOf(personId).inbox);
  const rows = await insertNotifications(ctx, inInbox, name, cause);
  if (!mail) return;

  const isTold = new Set(rows.map(({ personId }) => personId));
  const mailed = people.filter(
    (personId) => choiceOf(personId).mail && (gathers?.again || isTold.has(personId) || !choiceOf(personId).inbox),
  );
  const messageIds = await queueMails(ctx, mailed, kind, args, {
    cause,
    waits,
    veiled,
    ...(gathers ? { cause: gathers.cause, gathering: gathers } : {}),
  });
  if (rows.length === 0 || messageIds.length === 0) return;
  const ids = rows.map(({ id }) => id);
  await ctx.db
    .update(notifications)
    .set({ messageId: sql`${messages.id}` })
    .from(messages)
    .where(and(inArray(notifications.id, ids), inArray(messages.id, messageIds), eq(messages.personId, notifications.personId)));
}

async function insertNotifications(ctx: Ctx, people: PersonId[], kind: string, cause: string) {
  if (people.length === 0) return [];
  return ctx.db
    .insert(notifications)
    .values(people.map((personId) => ({ id: uuidv7(), personId, kind, cause, createdAt: ctx.now })))
    .onConflictDoNothing()
    .returning({ id: notifications.id, personId: notifications.personId });
}
