import { secondFactorMail } from "./second-factor-mail.server";

export const recoveryCodesMadeMail = secondFactorMail({
  name: "recovery-codes-made",
  subject: (site) => `New recovery codes for ${site}`,
  happened: ["New recovery codes were made for your account just now. Earlier ones no longer work."],
});
