import { proofMailKind } from "~/features/mail/messages/proof-mail-kind.server";
import { formatDate } from "~/lib/dates";

/** Whoever typed this address may be anybody: nothing that they typed is in this mail. */
export const confirmApplicationMail = proofMailKind({
  name: "confirm-application",
  path: "/register/verify",
  load: async () => ({}),
  words: (_, { name }, { url, expiresAt }) => ({
    subject: `Confirm your application to ${name}`,
    preheader: "One more step: open the page and press the button.",
    paragraphs: [
      `Somebody, we hope you, applied to join ${name} with this address.`,
      "Open the page below to see what was typed, and to confirm that it is yours. Until then nobody looks at it.",
    ],
    action: { label: "Open the page to confirm", url },
    after: [`The link works until ${formatDate(expiresAt)}. If it was not you, do nothing: what was typed will be deleted.`],
    why: `You get this email because your address was typed into the application form of ${name}.`,
  }),
  samples: { "an application": {} },
});
