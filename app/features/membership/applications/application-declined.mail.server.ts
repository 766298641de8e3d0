import { unlinked } from "~/features/membership/unlinked";
import { aboutApplication, applicationMail } from "./application-mail.server";

export const applicationDeclinedMail = applicationMail({
  name: "application-declined",
  states: ["declined"],
  words: ({ decisionReason }, { name, contactAddress }) => ({
    subject: `Your application to ${name}`,
    paragraphs: [
      "Thank you for applying. We could not approve your application. The reason:",
      unlinked(decisionReason ?? ""),
      "If something has changed, or was wrong in your application, you can apply again at any time.",
    ],
    after: [`If you think that this decision is wrong, write to us at ${contactAddress}, and somebody else will look at it.`],
    why: aboutApplication(name),
  }),
  samples: { declined: { decisionReason: "We could not find a practice of this name. Which one is it?" } },
});
