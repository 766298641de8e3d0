import { passwordChangedMail, rememberTheftMail, resetPasswordMail } from "~/features/accounts/account.mail-kinds.server";
import { ADDRESS_MAIL_KINDS } from "~/features/accounts/addresses/address.mail-kinds.server";
import { SECOND_FACTOR_MAIL_KINDS } from "~/features/accounts/second-factor/second-factor.mail-kinds.server";
import { STAFF_ACT_MAIL_KINDS } from "~/features/accounts/staff/staff-acts.mail-kinds.server";
import { ENQUIRY_MAIL_KINDS } from "~/features/enquiries/enquiries.mail-kinds.server";
import { moderationDecisionNotification, moderationNotification } from "~/features/forum/moderation/moderation.mail-kinds.server";
import { REPORT_MAIL_KINDS } from "~/features/forum/reports/report.mail-kinds.server";
import { replyNotification } from "~/features/forum/watching/reply.mail-kinds.server";
import { nearMissNotification } from "~/features/guard/near-miss.mail-kinds.server";
import type { MailKind } from "~/features/mail/messages/kinds.server";
import { APPLICATION_MAIL_KINDS } from "~/features/membership/applications/application.mail-kinds.server";
import { invitationMail } from "~/features/membership/invitations/invitation.mail-kinds.server";
import { NEWSLETTER_MAIL_KINDS } from "~/features/newsletters/newsletters.mail-kinds.server";
import { noticeNotification } from "~/features/notices/notice.mail-kinds.server";
import { erasureReceipt, leavingMail } from "~/features/privacy/privacy.mail-kinds.server";

/** Every kind of mail, from the room that causes it. */
export const MAIL_KINDS: readonly MailKind[] = [
  resetPasswordMail,
  passwordChangedMail,
  rememberTheftMail,
  ...ADDRESS_MAIL_KINDS,
  ...SECOND_FACTOR_MAIL_KINDS,
  ...STAFF_ACT_MAIL_KINDS,
  replyNotification,
  moderationNotification,
  moderationDecisionNotification,
  nearMissNotification,
  ...REPORT_MAIL_KINDS,
  ...NEWSLETTER_MAIL_KINDS,
  noticeNotification,
  ...ENQUIRY_MAIL_KINDS,
  ...APPLICATION_MAIL_KINDS,
  invitationMail,
  erasureReceipt,
  leavingMail,
];
