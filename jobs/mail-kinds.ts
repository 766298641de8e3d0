import type { MailKind } from "~/features/mail/kinds.server";

/** Every kind of mail, from the room that causes it. */
export const MAIL_KINDS: readonly MailKind[] = [];
