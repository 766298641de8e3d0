import type { SQL } from "drizzle-orm";
import { type MailKind, type MailText, mailKind } from "~/features/mail/messages/mail-kind.server";
import type { Ctx } from "~/lib/ctx";
import { notificationChoicesOf } from "./notification-choices.server";
import type { NotificationWords } from "./notification-words";

type InboxWords = Map<string, NotificationWords>;

/** The side of a notification that stands in the inbox. */
export type Notification = {
  /** As `notifications.kind` stores it. */
  name: string;
  /** How people are asked where they want it; null: it is told always. Everything is on until a person switches it off. */
  choice: { title: string; hint: string } | null;
  /**
   * What the inbox says, by cause, as a value of the one statement that asks all kinds (`foundBy`), or at once where nothing has to be
   * asked. What the reader may no longer know of is left out; null: all of it.
   */
  inbox: (ctx: Ctx, causes: string[]) => SQL<InboxWords> | InboxWords | null;
};

export type NotificationKind<Args = unknown> = MailKind<Args, "service"> & { notification: Notification };

/** Declares what people are told in their inbox and by a mail, whose name is the notification's and `-notification`. */
export function notificationKind<Args, Thing extends object>({
  name,
  choice,
  inbox,
  stillAllowed,
  ...text
}: Notification & MailText<Args, Thing>): NotificationKind<Args> {
  const kind = mailKind({
    ...text,
    name: `${name}-notification`,
    class: "service",
    async stillAllowed(ctx, message) {
      const refusal = await stillAllowed?.(ctx, message);
      if (refusal || !choice) return refusal ?? null;
      if (!message.personId) return "switched-off";
      const choiceOf = await notificationChoicesOf(ctx, [message.personId], name);
      return choiceOf(message.personId).mail ? null : "switched-off";
    },
  });
  return { ...kind, notification: { name, choice, inbox } };
}
