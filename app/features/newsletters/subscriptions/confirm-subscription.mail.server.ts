import { proofMailKind } from "~/features/mail/messages/proof-mail-kind.server";
import { formatDate } from "~/lib/dates";
import { getSignup } from "./confirm-subscription.server";
import { newslettersInWords } from "./newsletters-in-words";

export const confirmSubscriptionMail = proofMailKind({
  name: "confirm-subscription",
  path: "/newsletters/confirm",
  load: async (ctx, proof) => ({ newsletters: newslettersInWords((await getSignup(ctx, proof)).newsletters) }),
  words: ({ newsletters }, { name }, { url, expiresAt }) => ({
    subject: `Confirm your subscription to ${newsletters}`,
    preheader: "One more step: press the button to start getting it.",
    paragraphs: [
      `Somebody, we hope you, asked us to send ${newsletters} to this address.`,
      "To start, open the page below and press “Confirm subscription”. Until then we send nothing.",
    ],
    action: { label: "Open the page to confirm", url },
    after: [`The link works until ${formatDate(expiresAt)}. If it was not you, do nothing: we will not write again.`],
    why: `You get this email because your address was typed into the newsletter page of ${name}.`,
  }),
  samples: { one: { newsletters: "The practice week" }, several: { newsletters: "The practice week, Training and Policy watch" } },
});
