/** What stands in the ledger, as a sentence without its subject. An action that is not here is shown by its own words. */
export const ACTIONS: Record<string, string> = {
  "account.opened": "Account opened",
  "account.suspended": "Account suspended",
  "account.reinstated": "Account reinstated",
  "address.handed-over": "Address handed over",
  "application.answered": "Question about an application answered",
  "application.approved": "Application approved",
  "application.asked": "Question asked about an application",
  "application.declined": "Application declined",
  "application.looked-at": "Application read",
  "application.received": "Application received",
  "application.withdrawn": "Application taken back",
  "applications.listed": "List of applications read",
  "audience.looked-at": "Seen in the audience of a newsletter",
  "audit.looked-at": "Audit ledger read",
  "details.corrected": "Details corrected",
  "grant.given": "Role or group given",
  "grant.revoked": "Role or group taken away",
  "identity.password-right": "Password given again",
  "identity.refused": "Password given again was wrong",
  "invitation.accepted": "Invitation accepted",
  "invitation.revoked": "Invitation taken back",
  "invitation.sent": "Invitation sent",
  "invitation.sent-again": "Invitation sent again",
  "mail.body-read": "Mail to them read",
  "mailing.left": "Those whom an issue did not reach left as they are",
  "mailing.paused": "Sending paused",
  "mailing.resumed": "Sending resumed",
  "mailing.sent-again": "Issue sent again to those whom it did not reach",
  "mailing.started": "Sending started",
  "mailing.stopped": "Sending stopped",
  "members.listed": "List of people read",
  "password.changed": "Password changed",
  "password.reset": "Password reset",
  "password.reset-asked": "New password asked for",
  "person.seen-beside-application": "Seen beside an application",
  "person.erased": "Data erased",
  "person.exported": "Copy of all data made",
  "person.frozen": "Erasure started",
  "person.restricted": "Use of data restricted",
  "person.restriction-lifted": "Restriction lifted",
  "processing.agreed": "Agreed to processing",
  "profile.changed": "Profile changed",
  "record.opened": "Record opened",
  "remember.theft": "Stolen sign-in ended",
  "second-factor.removed": "Second factor switched off",
  "second-factor.set-up": "Second factor set up",
  "sessions.ended": "Signed out elsewhere",
  "sign-in.code-refused": "Security code refused",
  "sign-in.code-right": "Security code right",
  "sign-in.password-right": "Password right",
  "sign-in.refused": "Sign-in refused",
  "sign-in.remembered": "Signed in on a remembered device",
  "sign-out": "Signed out",
  "wording.accepted": "Wording accepted",
};

export const AUDIT_CLASSES = { access: "Looks", act: "Acts", disclosure: "Disclosures", security: "Sign-ins and safety" } as const;

/** “content.page-published” as “Content page published”, where nobody has written better words. */
export function actionWords(action: string): string {
  const known = ACTIONS[action];
  if (known) return known;
  const words = action.replace(/[.-]/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
