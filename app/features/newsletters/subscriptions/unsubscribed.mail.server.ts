import { proofMailKind } from "~/features/mail/messages/proof-mail-kind.server";
import { formatDate } from "~/lib/dates";
import { getSignup } from "./confirm-subscription.server";
import { newslettersInWords } from "./newsletters-in-words";

export const unsubscribedMail = proofMailKind({
  name: "unsubscribed",
  path: "/newsletters/confirm",
  load: async (ctx, proof) => ({ newsletters: newslettersInWords((await getSignup(ctx, proof)).newsletters) }),
  words: ({ newsletters }, _site, { url, expiresAt }) => ({
    subject: `You are no longer subscribed to ${newsletters}`,
    paragraphs: [
      `You, or your email program for you, ended your subscription to ${newsletters}. It has ended, and there is nothing else to do.`,
    ],
    action: { label: "Subscribe again", url },
    after: [`If it was a mistake, this link takes you back. It works until ${formatDate(expiresAt)}.`],
    why: "You get this email because a subscription with this address was ended with the unsubscribe button of an email program.",
  }),
  samples: { "one click": { newsletters: "The practice week" } },
});
