import { z } from "zod";
import { chooseNotifications, type NotificationChoice } from "~/features/mail/notifications/notification-choices.server";
import type { PersonCtx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { NOTIFICATIONS } from "./notifications.queries.server";

/** Those that can be chosen, with the words that ask. */
const CHOICES = NOTIFICATIONS.flatMap(({ name, choice }) => (choice ? [{ name, ...choice }] : []));

/** A list per kind: where its notifications are wanted. */
export const NotificationChoicesSchema = z.object(
  Object.fromEntries(CHOICES.map(({ name }) => [name, z.array(z.enum(["inbox", "mail"]))])),
);

/** How notifications arrive, for every kind that can be chosen. */
export const nameChoices = (choiceOf: (kind: string) => NotificationChoice) =>
  CHOICES.map((choice) => ({ ...choice, ...choiceOf(choice.name) }));

/** Stores them all. */
export async function saveMyChoices(ctx: PersonCtx, chosen: z.infer<typeof NotificationChoicesSchema>): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    for (const { name } of CHOICES) {
      const places = chosen[name] ?? [];
      await chooseNotifications(ctx, { name }, { inbox: places.includes("inbox"), mail: places.includes("mail") });
    }
  });
}
