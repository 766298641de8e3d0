import { addressAddedMail } from "~/features/accounts/addresses/address-added.mail.server";
import { addressAskedMail } from "~/features/accounts/addresses/address-asked.mail.server";
import { addressHandedOverMail } from "~/features/accounts/addresses/address-handed-over.mail.server";
import { addressRemovedMail } from "~/features/accounts/addresses/address-removed.mail.server";
import { addressRestartedMail } from "~/features/accounts/addresses/address-restarted.mail.server";
import { confirmAddressMail } from "~/features/accounts/addresses/confirm-address.mail.server";
import { mainAddressChangedMail } from "~/features/accounts/addresses/main-address-changed.mail.server";
import { detailsNotice } from "~/features/accounts/details/details-notice.mail.server";
import { passwordChangedMail } from "~/features/accounts/passwords/password-changed.mail.server";
import { resetPasswordMail } from "~/features/accounts/passwords/reset-password.mail.server";
import { recoveryCodeUsedMail } from "~/features/accounts/second-factor/recovery-code-used.mail.server";
import { recoveryCodesMadeMail } from "~/features/accounts/second-factor/recovery-codes-made.mail.server";
import { secondFactorRemovedMail } from "~/features/accounts/second-factor/second-factor-removed.mail.server";
import { secondFactorReplacedMail } from "~/features/accounts/second-factor/second-factor-replaced.mail.server";
import { secondFactorResetMail } from "~/features/accounts/second-factor/second-factor-reset.mail.server";
import { secondFactorSetUpMail } from "~/features/accounts/second-factor/second-factor-set-up.mail.server";
import { rememberTheftMail } from "~/features/accounts/sign-in/remember-theft.mail.server";
import { accountStateMail } from "~/features/accounts/staff/account-state.mail.server";
import { roleChangedMail } from "~/features/accounts/staff/role-changed.mail.server";
import { feedbackNotice } from "~/features/content/feedback/feedback-notice.mail.server";
import { draftReviewNotice } from "~/features/content/publishing/draft-review-notice.mail.server";
import { pageReviewNotice } from "~/features/content/publishing/page-review-notice.mail.server";
import { enquiryNotice } from "~/features/enquiries/enquiry-notice.mail.server";
import { enquiryReceivedMail } from "~/features/enquiries/enquiry-received.mail.server";
import { enquiryReplyMail } from "~/features/enquiries/enquiry-reply.mail.server";
import { refusedFileNotice } from "~/features/files/refused-file-notice.mail.server";
import { bookmarkNotice } from "~/features/forum/bookmarks/bookmark-notice.mail.server";
import { mailedReplyMail } from "~/features/forum/by-mail/mailed-reply.mail.server";
import { cleanUpNotice } from "~/features/forum/clean-up/clean-up-notice.mail.server";
import { digestMail } from "~/features/forum/digest/digest.mail.server";
import { heldNotice } from "~/features/forum/held/held-notice.mail.server";
import { heldOutcomeNotice } from "~/features/forum/held/held-outcome-notice.mail.server";
import { moderationDecisionNotice } from "~/features/forum/moderation/moderation-decision-notice.mail.server";
import { moderationNotice } from "~/features/forum/moderation/moderation-notice.mail.server";
import { answerNotice } from "~/features/forum/posts/answer-notice.mail.server";
import { thanksNotice } from "~/features/forum/posts/thanks-notice.mail.server";
import { postHiddenNotice } from "~/features/forum/reports/post-hidden-notice.mail.server";
import { postLookedAtNotice } from "~/features/forum/reports/post-looked-at-notice.mail.server";
import { reportNotice } from "~/features/forum/reports/report-notice.mail.server";
import { reportOutcomeNotice } from "~/features/forum/reports/report-outcome-notice.mail.server";
import { sanctionNotice } from "~/features/forum/sanctions/sanction-notice.mail.server";
import { sanctionOutcomeNotice } from "~/features/forum/sanctions/sanction-outcome-notice.mail.server";
import { mentionNotice } from "~/features/forum/watching/mention-notice.mail.server";
import { quoteNotice } from "~/features/forum/watching/quote-notice.mail.server";
import { replyNotice } from "~/features/forum/watching/reply-notice.mail.server";
import { topicNotice } from "~/features/forum/watching/topic-notice.mail.server";
import { nearMissNotice } from "~/features/guard/near-miss-notice.mail.server";
import type { MailKind } from "~/features/mail/messages/mail-kind.server";
import type { NotificationKind } from "~/features/mail/notifications/notification-kind.server";
import { applicationApprovedMail } from "~/features/membership/applications/application-approved.mail.server";
import { applicationDeclinedMail } from "~/features/membership/applications/application-declined.mail.server";
import { applicationQuestionMail } from "~/features/membership/applications/application-question.mail.server";
import { applicationReceivedMail } from "~/features/membership/applications/application-received.mail.server";
import { confirmApplicationMail } from "~/features/membership/applications/confirm-application.mail.server";
import { invitationMail } from "~/features/membership/invitations/invitation.mail.server";
import { issueTestMail } from "~/features/newsletters/issues/issue-test.mail.server";
import { confirmCancellationMail } from "~/features/newsletters/subscriptions/confirm-cancellation.mail.server";
import { confirmSubscriptionMail } from "~/features/newsletters/subscriptions/confirm-subscription.mail.server";
import { preferencesLinkMail } from "~/features/newsletters/subscriptions/preferences-link.mail.server";
import { stillWantedMail } from "~/features/newsletters/subscriptions/still-wanted.mail.server";
import { unsubscribedMail } from "~/features/newsletters/subscriptions/unsubscribed.mail.server";
import { noticeChangeNotice } from "~/features/notices/notice-change-notice.mail.server";
import { erasureReceiptMail } from "~/features/privacy/erasure-receipt.mail.server";
import { leavingMail } from "~/features/privacy/leaving.mail.server";
import { recordEndsMail } from "~/features/privacy/record-ends.mail.server";

/** Every kind of mail, from the room that causes it. */
export const MAIL_KINDS: readonly (MailKind | NotificationKind)[] = [
  addressAddedMail,
  addressAskedMail,
  addressHandedOverMail,
  addressRemovedMail,
  addressRestartedMail,
  confirmAddressMail,
  mainAddressChangedMail,
  detailsNotice,
  passwordChangedMail,
  resetPasswordMail,
  recoveryCodeUsedMail,
  recoveryCodesMadeMail,
  secondFactorRemovedMail,
  secondFactorReplacedMail,
  secondFactorResetMail,
  secondFactorSetUpMail,
  rememberTheftMail,
  accountStateMail,
  roleChangedMail,
  draftReviewNotice,
  feedbackNotice,
  pageReviewNotice,
  enquiryNotice,
  enquiryReceivedMail,
  enquiryReplyMail,
  heldNotice,
  heldOutcomeNotice,
  cleanUpNotice,
  moderationDecisionNotice,
  moderationNotice,
  sanctionNotice,
  sanctionOutcomeNotice,
  postHiddenNotice,
  postLookedAtNotice,
  reportNotice,
  reportOutcomeNotice,
  digestMail,
  replyNotice,
  topicNotice,
  thanksNotice,
  answerNotice,
  quoteNotice,
  mentionNotice,
  refusedFileNotice,
  bookmarkNotice,
  mailedReplyMail,
  nearMissNotice,
  applicationApprovedMail,
  applicationDeclinedMail,
  applicationQuestionMail,
  applicationReceivedMail,
  confirmApplicationMail,
  invitationMail,
  issueTestMail,
  confirmCancellationMail,
  confirmSubscriptionMail,
  preferencesLinkMail,
  stillWantedMail,
  unsubscribedMail,
  noticeChangeNotice,
  erasureReceiptMail,
  leavingMail,
  recordEndsMail,
];
