import { secondFactorMail } from "./second-factor-mail.server";

export const secondFactorResetMail = secondFactorMail({
  name: "second-factor-reset",
  subject: (site) => `Your second factor for ${site} was taken away`,
  happened: [
    "Your second factor and your recovery codes were taken away by whoever runs the site, because you had lost them. You were signed out everywhere.",
    "Sign in with your password and set up a second factor again.",
  ],
  unless: "you did not ask for that",
  action: { label: "Sign in", path: "/sign-in?next=%2Faccount%2Fsecurity" },
});
