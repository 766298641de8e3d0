import { aboutApplication, applicationMail } from "./application-mail.server";

export const applicationReceivedMail = applicationMail({
  name: "application-received",
  states: ["waiting", "asked", "approved", "declined"],
  words: (_, { name, baseUrl, answerTime }) => ({
    subject: `We have your application to ${name}`,
    paragraphs: [
      `Thank you. Your address is confirmed, and your application waits for a decision. Most people hear from us within ${answerTime}.`,
      "You can sign in to see how it stands, to answer a question or to take your application back. Pages for members open for you when you are approved.",
    ],
    action: { label: "See your application", url: `${baseUrl}/account/application` },
    why: aboutApplication(name),
  }),
  samples: { received: { decisionReason: null } },
});
