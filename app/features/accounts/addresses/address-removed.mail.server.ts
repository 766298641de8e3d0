import { addressAlert, REMOVED_SINCE } from "./address-alert-mail.server";

export const addressRemovedMail = addressAlert({
  name: "address-removed",
  subject: "An address was removed from your account",
  happened: (address) =>
    `The address ${address ?? REMOVED_SINCE} no longer belongs to your account: it does not sign you in, and we do not write to it. You were signed out everywhere else.`,
});
