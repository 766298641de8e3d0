import { type Permission, rolesWith } from "~/features/permissions/permissions";

// Every act of the account and of staff, and what it demands. The access line of a route names its act;
// a test tries each that demands something.

/**
 * What an act demands beside the session: the password, and the code of whoever has a second factor, both within five minutes; a reason,
 * typed into the field of its form that `~/http/forms/forms.server` looks for, or chosen there: a purpose from a list is one, and its
 * “other” asks for words.
 */
type Demand = "password" | "code" | "reason";
/** Or why the session is enough. */
type Rule = { demands: readonly [Demand, ...Demand[]] } | { light: string };

const PROOF = { demands: ["password", "code"] } as const;
const PROOF_AND_REASON = { demands: ["password", "code", "reason"] } as const;
const REASON = { demands: ["reason"] } as const;

const STOPS = { light: "It stops something, and must not wait for a phone." };
const RIGHT = { light: "A right of one's own, used with one press and taken back with one." };
const OWN_PROOF = { light: "It asks for its own proof: the password with a recovery code." };
const SHOWS = { light: "It shows what would be done, or goes to the sender alone." };
const TEXTS = {
  light: "Daily work upon texts: every one is kept until it is taken out for good, and put back with one press.",
};
const ONE_PERSON = { light: "Daily work with one person who wrote, applied or was moderated; written down with the name of who did it." };
const OPENS_NOTHING = {
  light:
    "It opens nothing that was closed: an empty category or group, work to be tried again, an issue that goes on to those it was sent to.",
};
const A_LIST = { light: "The words of a list that is offered to all: no choice of anybody is lost, the old words are in the ledger." };
const A_TAG = {
  light: "Words of a list that all readers see; it opens no topic to anybody, and the ledger says what was merged or removed.",
};
const IN_PLACE = { light: "Moderators' daily work beside the texts, undone with one press." };

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
  "report-lost-app": OWN_PROOF,
  "discard-draft": STOPS,
  "end-session": STOPS,
  "restart-address": RIGHT,
  "withdraw-consent": RIGHT,
  "choose-processing": RIGHT,
  "restrict-own-data": RIGHT,
  /** The buttons that take nothing typed or chosen. */
  "steer-account": { light: [STOPS, RIGHT].map(({ light }) => light).join(" ") },
} as const satisfies Record<string, Rule>;
export type OwnAct = keyof typeof OWN_ACTS;

/** Upon other people, or before all of them, each under the permission that it takes: what a thief of a staff session would do. */
export const STAFF_ACTS = {
  "accept-undertaking": { under: "open-manage", light: "It binds whoever does it, and is asked of everybody before anything else." },
  "open-record": { under: "open-records", ...REASON },
  "correct-details": { under: "correct-records", ...REASON },
  "give-role": { under: "change-roles", ...PROOF },
  "take-role": { under: "change-roles", ...PROOF },
  "create-group": { under: "change-roles", ...OPENS_NOTHING },
  "change-group": { under: "change-roles", ...PROOF },
  "end-group": { under: "change-roles", ...PROOF },
  "start-group-again": { under: "change-roles", ...OPENS_NOTHING },
  suspend: { under: "suspend-members", ...PROOF_AND_REASON },
  reinstate: { under: "suspend-members", ...PROOF_AND_REASON },
  restrict: { under: "restrict-data", ...PROOF_AND_REASON },
  "lift-restriction": { under: "restrict-data", ...PROOF_AND_REASON },
  "hand-over-address": { under: "hand-over-addresses", ...PROOF_AND_REASON },
  "copy-record": { under: "copy-records", ...PROOF },
  "export-list": { under: "list-reachable", ...PROOF },
  "erase-person": { under: "erase-people", ...PROOF },
  "approve-application": { under: "decide-applications", ...PROOF },
  "decline-application": { under: "decide-applications", ...REASON },
  "ask-applicant": { under: "decide-applications", ...ONE_PERSON },
  "send-invitation": { under: "invite-specialists", ...PROOF },
  "prepare-invitation": { under: "invite-specialists", ...SHOWS },
  "check-invitation": { under: "invite-specialists", ...SHOWS },
  "resend-invitation": { under: "invite-specialists", ...ONE_PERSON },
  "revoke-invitation": { under: "invite-specialists", ...STOPS },
  "read-mail": { under: "read-mail-log", ...PROOF_AND_REASON },
  "see-audience": { under: "send-newsletters", ...PROOF },
  "send-issue": { under: "send-newsletters", ...PROOF },
  "take-out-issue": { under: "send-newsletters", ...PROOF_AND_REASON },
  "create-issue": { under: "send-newsletters", ...TEXTS },
  "edit-issue": { under: "send-newsletters", ...TEXTS },
  "steer-issue": { under: "send-newsletters", light: [STOPS, OPENS_NOTHING, SHOWS].map(({ light }) => light).join(" ") },
  "stop-issue": { under: "send-newsletters", ...STOPS },
  "leave-unreached": { under: "send-newsletters", ...STOPS },
  "publish-notice": { under: "publish-notices", ...PROOF },
  "preview-notice": { under: "publish-notices", ...SHOWS },
  "change-readers": { under: "edit-pages", ...PROOF },
  "take-out-page-text": { under: "edit-pages", ...PROOF_AND_REASON },
  "create-page": { under: "edit-pages", ...TEXTS },
  "edit-page": { under: "edit-pages", ...TEXTS },
  "publish-page": { under: "edit-pages", ...TEXTS },
  "schedule-page": { under: "edit-pages", ...TEXTS },
  "cancel-page-schedule": { under: "edit-pages", ...STOPS },
  "make-preview-link": {
    under: "edit-pages",
    light: "It shows one text of a page, which is asked about before it is saved, until a day that is near.",
  },
  "end-preview-link": { under: "edit-pages", ...STOPS },
  "ask-for-review": { under: "edit-pages", ...TEXTS },
  "comment-on-draft": { under: "edit-pages", ...TEXTS },
  "send-draft-back": { under: "edit-pages", ...TEXTS },
  "put-page-back": { under: "edit-pages", ...TEXTS },
  "move-page": { under: "edit-pages", ...TEXTS },
  "order-page": { under: "edit-pages", ...TEXTS },
  "review-page": { under: "edit-pages", ...TEXTS },
  "hand-page-over": { under: "edit-pages", ...TEXTS },
  "supersede-page": { under: "edit-pages", ...TEXTS },
  "restore-page-text": { under: "edit-pages", ...TEXTS },
  "drop-unsaved-text": { under: "edit-pages", ...TEXTS },
  "choose-page-interests": { under: "edit-pages", ...TEXTS },
  "arrange-snippets": { under: "edit-pages", ...A_LIST },
  "create-interest": { under: "arrange-interests", ...A_LIST },
  "change-interest": { under: "arrange-interests", ...A_LIST },
  "retire-interest": { under: "arrange-interests", ...A_LIST },
  "remove-feedback": { under: "edit-pages", ...STOPS },
  "preview-text": { under: "edit-pages", ...SHOWS },
  "preview-issue-text": { under: "send-newsletters", ...SHOWS },
  "take-page-down": { under: "edit-pages", ...STOPS },
  "take-out-enquiry-text": { under: "see-enquiries", ...PROOF_AND_REASON },
  "answer-enquiry": { under: "see-enquiries", ...ONE_PERSON },
  "assign-enquiry": { under: "see-enquiries", ...ONE_PERSON },
  "move-enquiry": { under: "see-enquiries", ...ONE_PERSON },
  "note-on-enquiry": { under: "see-enquiries", ...ONE_PERSON },
  "steer-enquiry": { under: "see-enquiries", ...ONE_PERSON },
  "stop-contact": { under: "see-enquiries", ...STOPS },
  "look-at-near-miss": { under: "see-near-misses", ...ONE_PERSON },
  "change-category": { under: "moderate", ...PROOF },
  "create-category": { under: "moderate", ...OPENS_NOTHING },
  "create-newsletter": { under: "send-newsletters", ...OPENS_NOTHING },
  "undo-moderation": { under: "moderate", ...ONE_PERSON },
  "decide-appeal": { under: "moderate", ...ONE_PERSON },
  "sanction-member": { under: "moderate", ...REASON },
  "clean-up-member": { under: "moderate", ...REASON },
  "undo-clean-up": { under: "moderate", ...IN_PLACE },
  "lift-sanction": { under: "moderate", ...REASON },
  "decide-sanction": { under: "moderate", ...ONE_PERSON },
  "review-sanction": { under: "moderate", ...ONE_PERSON },
  "note-on-member": { under: "moderate", ...ONE_PERSON },
  "let-post-stand": { under: "moderate", ...ONE_PERSON },
  "claim-item": { under: "moderate", light: "It tells others who looks at what waits, and hinders nobody." },
  "decide-held": { under: "moderate", ...ONE_PERSON },
  "arrange-reasons": { under: "moderate", ...A_LIST },
  "arrange-tags": { under: "moderate", ...A_TAG },
  "watch-words": { under: "moderate", ...A_LIST },
  "learn-writer": { under: "moderate", ...PROOF_AND_REASON },
  "move-topic": { under: "moderate", ...IN_PLACE },
  "remove-topic": { under: "moderate", ...IN_PLACE },
  "steer-topic": { under: "moderate", ...IN_PLACE },
  "change-settings": { under: "manage-settings", ...PROOF },
  "change-look": {
    under: "manage-settings",
    light: "A picture that everybody sees; it opens nothing, and another takes its place at once.",
  },
  "retry-work": { under: "see-health", ...OPENS_NOTHING },
} as const satisfies Record<string, Rule & { under: Permission }>;
export type StaffAct = keyof typeof STAFF_ACTS;

/** The access line of staff names the permission that a page is shown under, or the act that is done. */
export type ByStaff = Permission | StaffAct;

const isStaffAct = (name: string): name is StaffAct => Object.hasOwn(STAFF_ACTS, name);

export const rolesFor = (name: ByStaff) => rolesWith(isStaffAct(name) ? STAFF_ACTS[name].under : name);

/** What is demanded beside the session: nothing to open a page, or for an act whose session is enough. */
export function demandsOf(name: OwnAct | ByStaff): readonly Demand[] {
  const rule: Rule | null = isStaffAct(name) ? STAFF_ACTS[name] : Object.hasOwn(OWN_ACTS, name) ? OWN_ACTS[name as OwnAct] : null;
  return rule && "demands" in rule ? rule.demands : [];
}
