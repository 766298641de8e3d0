import { z } from "zod";
import { mailKind } from "~/features/mail/messages/mail-kind.server";

export const addressRestartedMail = mailKind({
  name: "address-restarted",
  class: "security",
  args: z.object({}),
  load: async () => ({}),
  words: (_, { name }) => ({
    subject: `Email from ${name} reaches you again`,
    paragraphs: ["You asked us to write to this address again. This message shows that it works."],
    why: "You get this message because you asked for it in your account.",
  }),
  samples: { again: {} },
});
