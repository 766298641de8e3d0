import { proofMailKind } from "~/features/mail/messages/proof-mail-kind.server";

export const preferencesLinkMail = proofMailKind({
  name: "preferences-link",
  path: "/newsletters/preferences",
  load: async () => ({}),
  words: (_, { name }, { url }) => ({
    subject: "Your newsletter choices",
    preheader: "A link to choose what we send you.",
    paragraphs: [`Open the page below to see which newsletters ${name} sends to this address, and to change them.`],
    action: { label: "Choose your newsletters", url },
    after: ["The link works for 60 minutes. Do not forward this email: whoever has it can change your choices."],
    why: "You get this email because somebody asked for this link with your address. If it was not you, do nothing.",
  }),
  samples: { "a link": {} },
});
