import { addressAlert, REMOVED_SINCE } from "./address-alert-mail.server";

export const addressAddedMail = addressAlert({
  name: "address-added",
  subject: "An address was added to your account",
  happened: (address) =>
    `The address ${address ?? REMOVED_SINCE} was added to your account. You can sign in with it from now on. You were signed out everywhere else.`,
});
