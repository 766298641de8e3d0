import { EDITOR_ROLES } from "~/features/content/pages/page.policy";
import { ENQUIRY_ROLES } from "~/features/enquiries/enquiry.policy";
import { MODERATOR_ROLES } from "~/features/forum/moderation/moderation.policy";
import { MAIL_LOG_ROLES } from "~/features/mail/log/mail-log.policy";
import { DECIDER_ROLES } from "~/features/membership/applications/application.policy";
import { SPONSOR_ROLES } from "~/features/membership/invitations/invitation.policy";
import { SENDER_ROLES } from "~/features/newsletters/newsletter.policy";
import { NOTICE_ROLES } from "~/features/notices/notice.policy";
import { RECORD_ACTS, RECORD_ROLES } from "~/features/permissions/record.policy";

// Every act of the account and of staff, and what it demands. The access line of a route names its act; a test tries each.

/**
 * What an act demands beside the session: the password, and the code of whoever has a second factor, both within five minutes; a reason, which its
 * form's schema asks for.
 */
type Demand = "password" | "code" | "reason";
const PROOF = ["password", "code"] as const;
const PROOF_AND_REASON = [...PROOF, "reason"] as const;
const REASON = ["reason"] as const;

/** Upon one's own account: what a thief of the session would do to keep it, or to carry off what is in it. */
export const OWN_ACTS = {
  "change-password": PROOF,
  "set-up-factor": PROOF,
  /** A recovery code stands in for the code of an app that is lost: `/account/security/lost`. */
  "replace-factor": PROOF,
  "remove-factor": PROOF,
  "make-recovery-codes": PROOF,
  "add-address": PROOF,
  "choose-main-address": PROOF,
  "remove-address": PROOF,
  "copy-own-data": PROOF,
  leave: PROOF,
} as const satisfies Record<string, readonly Demand[]>;
export type OwnAct = keyof typeof OWN_ACTS;

/** Upon other people, or before all of them: what a thief of a staff session would do. */
export const STAFF_ACTS = {
  "open-record": { roles: RECORD_ROLES, demands: REASON },
  "correct-details": { roles: RECORD_ACTS.correct, demands: REASON },
  "give-role": { roles: RECORD_ACTS["change-roles"], demands: PROOF },
  "take-role": { roles: RECORD_ACTS["change-roles"], demands: PROOF },
  suspend: { roles: RECORD_ACTS.suspend, demands: PROOF_AND_REASON },
  reinstate: { roles: RECORD_ACTS.suspend, demands: PROOF_AND_REASON },
  restrict: { roles: RECORD_ACTS.restrict, demands: PROOF_AND_REASON },
  "lift-restriction": { roles: RECORD_ACTS.restrict, demands: PROOF_AND_REASON },
  "hand-over-address": { roles: RECORD_ACTS["hand-over"], demands: PROOF_AND_REASON },
  "copy-record": { roles: RECORD_ACTS.copy, demands: PROOF },
  "erase-person": { roles: RECORD_ACTS.erase, demands: PROOF },
  "approve-application": { roles: DECIDER_ROLES, demands: PROOF },
  "decline-application": { roles: DECIDER_ROLES, demands: REASON },
  "send-invitation": { roles: SPONSOR_ROLES, demands: PROOF },
  "read-mail": { roles: MAIL_LOG_ROLES, demands: PROOF_AND_REASON },
  "see-audience": { roles: SENDER_ROLES, demands: PROOF },
  "send-issue": { roles: SENDER_ROLES, demands: PROOF },
  "publish-notice": { roles: NOTICE_ROLES, demands: PROOF },
  "take-out-page-text": { roles: EDITOR_ROLES, demands: PROOF_AND_REASON },
  "take-out-enquiry-text": { roles: ENQUIRY_ROLES, demands: PROOF_AND_REASON },
  "take-out-issue": { roles: SENDER_ROLES, demands: PROOF_AND_REASON },
  "change-readers": { roles: EDITOR_ROLES, demands: PROOF },
  "change-category": { roles: MODERATOR_ROLES, demands: PROOF },
  "change-settings": { roles: ["administrator"], demands: PROOF },
} as const satisfies Record<string, { roles: readonly string[]; demands: readonly Demand[] }>;
export type StaffAct = keyof typeof STAFF_ACTS;

export const demandsOf = (act: OwnAct | StaffAct): readonly Demand[] =>
  act in STAFF_ACTS ? STAFF_ACTS[act as StaffAct].demands : OWN_ACTS[act as OwnAct];

/** Acts for which the session is enough, and why. */
export const LIGHT_ACTS: readonly { why: string; addresses: readonly string[] }[] = [
  {
    why: "It stops something, and must not wait for a phone.",
    addresses: [
      "/account/drafts/discard",
      "/account/leave/stay",
      "/account/sessions/end",
      "/account/sessions/end-others",
      "/admin/content/:code/take-down",
      "/admin/enquiries/:code/stop",
      "/admin/invitations/:code/revoke",
      "/admin/newsletters/issues/:code/pause",
      "/admin/newsletters/issues/:code/stop",
      "/admin/newsletters/issues/:code/unreached/leave",
    ],
  },
  {
    why: "A right of one's own, used with one press and taken back with one.",
    addresses: [
      "/account/email/restart",
      "/account/privacy/consents/withdraw",
      "/account/privacy/processing",
      "/account/privacy/restrict",
      "/account/privacy/restrict/lift",
    ],
  },
  {
    why: "It asks for its own proof: the link that was mailed, or the password with a recovery code.",
    addresses: ["/account/email/confirm/:token", "/account/security/lost"],
  },
  {
    why: "It shows what would be done, or goes to the sender alone.",
    addresses: [
      "/admin/content/preview",
      "/admin/invitations/check",
      "/admin/invitations/new",
      "/admin/newsletters/issues/:code/test",
      "/admin/privacy/:notice/preview",
    ],
  },
  {
    why: "Daily work upon pages: every text is kept until it is taken out for good, and put back with one press.",
    addresses: [
      "/admin/content/new",
      "/admin/content/:code/earlier",
      "/admin/content/:code/edit",
      "/admin/content/:code/interests",
      "/admin/content/:code/later",
      "/admin/content/:code/move",
      "/admin/content/:code/publish",
      "/admin/content/:code/put-back",
      "/admin/content/:code/restore",
      "/admin/content/:code/review",
      "/admin/content/:code/unsaved",
      "/admin/newsletters/:slug/new",
      "/admin/newsletters/issues/:code/edit",
    ],
  },
  {
    why: "Daily work with one person who wrote, applied or was moderated; written down with the name of who did it.",
    addresses: [
      "/admin/applications/:code/ask",
      "/admin/enquiries/:code/assign",
      "/admin/enquiries/:code/close",
      "/admin/enquiries/:code/move",
      "/admin/enquiries/:code/note",
      "/admin/enquiries/:code/reopen",
      "/admin/enquiries/:code/reply",
      "/admin/enquiries/:code/take",
      "/admin/forum/moderations/:code/decide",
      "/admin/forum/moderations/:code/undo",
      "/admin/forum/reports/:topic/:number/stand",
      "/admin/invitations/:code/resend",
      "/admin/near-misses/:code/looked-at",
    ],
  },
  {
    why: "It opens nothing that was closed: an empty category, work to be tried again, an issue that goes on to those it was sent to.",
    addresses: ["/admin/forum/categories/new", "/admin/health/retry", "/admin/newsletters/issues/:code/resume"],
  },
];
