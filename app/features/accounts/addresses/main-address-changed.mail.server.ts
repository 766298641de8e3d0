import { addressAlert, REMOVED_SINCE } from "./address-alert-mail.server";

export const mainAddressChangedMail = addressAlert({
  name: "main-address-changed",
  subject: "The main address of your account changed",
  happened: (address) => `We now write to ${address ?? REMOVED_SINCE}. You were signed out everywhere else.`,
});
