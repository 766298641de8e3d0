import { aboutApplication, applicationMail } from "./application-mail.server";

export const applicationApprovedMail = applicationMail({
  name: "application-approved",
  states: ["approved"],
  words: (_, { name, baseUrl }) => ({
    subject: `Welcome to ${name}`,
    paragraphs: [
      "Your application is approved: you are a member now.",
      "Three things to do first: read what is new in the guidance, say hello in the forum, and look through your profile, so that colleagues can see who you are.",
    ],
    action: { label: "Sign in", url: `${baseUrl}/sign-in` },
    after: ["Newsletters are separate: you choose each one in your account."],
    why: aboutApplication(name),
  }),
  samples: { approved: { decisionReason: null } },
});
