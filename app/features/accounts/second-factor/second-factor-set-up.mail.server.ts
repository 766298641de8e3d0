import { secondFactorMail } from "./second-factor-mail.server";

export const secondFactorSetUpMail = secondFactorMail({
  name: "second-factor-set-up",
  subject: (site) => `Your second factor for ${site} is on`,
  happened: [
    "A second factor was set up for your account just now, with recovery codes. Signing in now asks for a code from your app. You were signed out everywhere else.",
  ],
});
