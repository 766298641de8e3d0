import { passwordChangedMail, rememberTheftMail, resetPasswordMail } from "~/features/accounts/account.mail-kinds.server";
import { replyNotification } from "~/features/forum/reply.mail-kinds.server";
import type { MailKind } from "~/features/mail/kinds.server";
import { NEWSLETTER_MAIL_KINDS } from "~/features/newsletters/newsletters.mail-kinds.server";
import { noticeNotification } from "~/features/notices/notice.mail-kinds.server";
import { erasureReceipt } from "~/features/privacy/privacy.mail-kinds.server";

/** Every kind of mail, from the room that causes it. */
export const MAIL_KINDS: readonly MailKind[] = [
  resetPasswordMail,
  passwordChangedMail,
  rememberTheftMail,
  replyNotification,
  ...NEWSLETTER_MAIL_KINDS,
  noticeNotification,
  erasureReceipt,
];
