import { proofMailKind } from "~/features/mail/messages/proof-mail-kind.server";
import { formatDate } from "~/lib/dates";
import { getHeldNewsletter } from "./answer-hold.server";

export const confirmCancellationMail = proofMailKind({
  name: "confirm-cancellation",
  path: "/newsletters/cancel",
  load: async (ctx, proof) => ({ newsletter: (await getHeldNewsletter(ctx, proof)).name }),
  words: ({ newsletter }, _site, { url, expiresAt }) => ({
    subject: `Do you want to stop ${newsletter}?`,
    preheader: "We have stopped sending. Confirm it, or keep your subscription.",
    paragraphs: [
      `Somebody used the unsubscribe link in an issue of ${newsletter} that was sent to you. We have stopped sending it.`,
      "If that was you, open the page below and press “Confirm cancellation”. If it was not, for instance because you forwarded the issue, press “Keep me subscribed” there.",
    ],
    action: { label: "Choose: cancel or keep", url },
    after: [`If you do nothing, your subscription ends on ${formatDate(expiresAt)}.`],
    why: `You get this email because you are subscribed to ${newsletter} with this address.`,
  }),
  samples: { "a hold": { newsletter: "The practice week" } },
});
