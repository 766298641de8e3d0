import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { notifications } from "#db/schema/mail";
import type { Ctx, PersonId } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { getNotificationChoice } from "./notification-choices.server";
import type { NotificationKind } from "./notification-kinds";
import { queueMessage } from "./queue-message.server";

/**
 * Tells a person something once: in their inbox and, where `mail` asks for it, by a mail of the kind `<kind>-notification`, each as they chose.
 * `isNew` is false when they had been told of this cause before; `id` is null for those who keep the kind out of their inbox.
 */
export async function notify(
  ctx: Ctx,
  told: { personId: PersonId; kind: NotificationKind; cause: string; mail: boolean; args?: Record<string, string> },
): Promise<{ id: string | null; isNew: boolean }> {
  return inTransaction(ctx, async (ctx) => {
    const choice = await getNotificationChoice(ctx, told.personId, told.kind);
    const row = choice.inbox ? await insertNotification(ctx, told) : null;
    if (row && !row.isNew) return row;
    if (!told.mail || !choice.mail) return { id: row?.id ?? null, isNew: row !== null };

    const { personId, cause, args = {} } = told;
    const messageId = await queueMessage(ctx, { kind: `${told.kind}-notification`, class: "service", personId, cause, args });
    if (row && messageId) await ctx.db.update(notifications).set({ messageId }).where(eq(notifications.id, row.id));
    return { id: row?.id ?? null, isNew: row !== null || messageId !== null };
  });
}

async function insertNotification(
  ctx: Ctx,
  told: { personId: PersonId; kind: NotificationKind; cause: string },
): Promise<{ id: string; isNew: boolean }> {
  const { personId, kind, cause } = told;
  const id = uuidv7();
  const [row] = await ctx.db
    .insert(notifications)
    .values({ id, personId, kind, cause, createdAt: ctx.now })
    .onConflictDoNothing()
    .returning({ id: notifications.id });
  return { id, isNew: row !== undefined };
}
