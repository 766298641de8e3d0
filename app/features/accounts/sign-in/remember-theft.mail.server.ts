import { z } from "zod";
import { ABOUT_SAFETY } from "~/features/accounts/mail-words";
import { mailKind } from "~/features/mail/messages/mail-kind.server";

export const rememberTheftMail = mailKind({
  name: "remember-theft",
  class: "security",
  args: z.object({}),
  load: async () => ({}),
  words: (_, { name, contactAddress, baseUrl }) => ({
    subject: `We signed you out of ${name} on one device`,
    paragraphs: [
      "A device that we remember for you used an old key, so we ended that sign-in. It can happen where a connection broke just as the device got its new key, or where a browser's files were restored. It also happens when somebody copies what the browser keeps.",
      `Your password was not used. If something looks strange in your account, choose a new password and tell us at ${contactAddress}.`,
    ],
    action: { label: "See where you are signed in", url: `${baseUrl}/account/sessions` },
    why: ABOUT_SAFETY,
  }),
  samples: { "one device": {} },
});
