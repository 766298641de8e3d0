import { secondFactorMail } from "./second-factor-mail.server";

export const secondFactorRemovedMail = secondFactorMail({
  name: "second-factor-removed",
  subject: (site) => `Your second factor for ${site} is off`,
  happened: [
    "The second factor of your account was switched off just now, and its recovery codes no longer work. Your password alone signs you in. You were signed out everywhere else.",
  ],
});
