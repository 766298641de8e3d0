import { proofMailKind } from "~/features/mail/messages/proof-mail-kind.server";
import { formatMoment } from "~/lib/dates";

export const confirmAddressMail = proofMailKind({
  name: "confirm-address",
  path: "/account/email/confirm",
  load: async () => ({}),
  words: (_, { name }, { url, expiresAt }) => ({
    subject: `Confirm this address for your account at ${name}`,
    preheader: `The link works once, until ${formatMoment(expiresAt)}.`,
    paragraphs: [
      "Somebody, we hope you, asked to add this address to an account.",
      "Open the page below, signed in to that account, and press the button. Nothing changes until then.",
    ],
    action: { label: "Confirm this address", url },
    after: [`The link works once, until ${formatMoment(expiresAt)}. If it was not you, do nothing: the address is not added.`],
    why: `You get this message because this address was typed into an account at ${name}.`,
  }),
  samples: { "a new address": {} },
});
