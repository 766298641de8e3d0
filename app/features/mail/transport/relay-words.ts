import type { RelayTrouble } from "./smtp-outcome.policy";

/** What is wrong with the relay, for who runs the portal: `doctor`, the page of health. */
export const RELAY_TROUBLE_WORDS: Record<RelayTrouble, string> = {
  unreachable: "The mail relay cannot be reached, or takes no mail.",
  "not-encrypted":
    "The mail relay does not encrypt (STARTTLS), or its certificate is not valid, so the password was not sent. Use a relay that does, smtps:// where it encrypts from the start, or an SMTP_URL without user and password.",
  "sign-in-not-offered":
    "SMTP_URL has a user and password, but the mail relay offers no sign-in there. Another port may (587), or leave them out.",
  "sign-in-refused": "The mail relay refuses our sign-in. Look at the user and password in SMTP_URL.",
  "sender-refused": "The mail relay refuses the sender’s address. Look at MAIL_FROM, and which senders the relay allows.",
  unsigned: "Email cannot be signed, so none leaves. Look at DKIM_PRIVATE_KEY; the log has the error.",
  throttled: "The mail relay asks us to slow down.",
  disconnecting: "The mail relay breaks its connections.",
};
