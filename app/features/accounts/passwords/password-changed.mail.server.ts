import { z } from "zod";
import { ABOUT_SAFETY } from "~/features/accounts/mail-words";
import { mailKind } from "~/features/mail/messages/mail-kind.server";

/** Told to every address of the account. */
export const passwordChangedMail = mailKind({
  name: "password-changed",
  class: "security",
  args: z.object({}),
  load: async () => ({}),
  words: (_, { name, contactAddress, baseUrl }) => ({
    subject: `Your password for ${name} was changed`,
    paragraphs: [
      "The password of your account was changed just now. You were signed out everywhere else.",
      `If it was not you, choose a new password at once and tell us at ${contactAddress}.`,
    ],
    action: { label: "Choose a new password", url: `${baseUrl}/forgot-password` },
    why: ABOUT_SAFETY,
  }),
  samples: { changed: {} },
});
