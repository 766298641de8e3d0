import { addressAlert, REMOVED_SINCE } from "./address-alert-mail.server";

/** Staff did it: there is no password to change. */
export const addressHandedOverMail = addressAlert({
  name: "address-handed-over",
  subject: "An address was taken off your account",
  happened: (address) =>
    `Our staff took the address ${address ?? REMOVED_SINCE} off your account, because the mailbox passes to somebody else. It does not sign you in any more, and we do not write to it. You were signed out everywhere; sign in again with this address.`,
  objection: (contactAddress) => `If that is not right, tell us at ${contactAddress}.`,
});
