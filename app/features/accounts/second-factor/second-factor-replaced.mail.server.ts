import { secondFactorMail } from "./second-factor-mail.server";

export const secondFactorReplacedMail = secondFactorMail({
  name: "second-factor-replaced",
  subject: (site) => `Another app is your second factor for ${site}`,
  happened: [
    "Your second factor was moved to another app just now. The earlier app and the earlier recovery codes no longer work. You were signed out everywhere else.",
  ],
});
