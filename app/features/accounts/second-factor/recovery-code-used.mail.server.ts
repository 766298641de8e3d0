import { z } from "zod";
import { mailKind } from "~/features/mail/messages/mail-kind.server";
import { secondFactorWords } from "./second-factor-mail.server";

export const recoveryCodeUsedMail = mailKind({
  name: "recovery-code-used",
  class: "security",
  /** How many codes are left, as a number in a string: so were they stored before. */
  args: z.object({ left: z.string() }),
  load: async (_ctx, { args }) => args,
  words: ({ left }, site) =>
    secondFactorWords(site, {
      subject: `A recovery code was used at ${site.name}`,
      happened: [
        "Somebody used your password and one of your recovery codes, in place of the code that your app shows.",
        left === "0"
          ? "It was the last one. With your app you can make new ones; without it, write to us before you need one."
          : `You have ${left} left. Each works once.`,
      ],
    }),
  samples: { "some left": { left: "7" }, "the last one": { left: "0" } },
});
