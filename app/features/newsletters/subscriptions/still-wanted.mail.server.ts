import { z } from "zod";
import { RETENTION } from "#db/retention";
import { unsubscribeToken } from "~/features/mail/mailings/unsubscribe-token.server";
import { mailKind, SAMPLE_DAY } from "~/features/mail/messages/mail-kind.server";
import { formatDate } from "~/lib/dates";
import { findStillAsked } from "./still-asked.queries.server";

/** Asks for old permissions again. Nothing is sent where `reach()` has something in the way of all that it would name. */
export const stillWantedMail = mailKind({
  name: "still-wanted",
  class: "service",
  args: z.object({ subscriptionId: z.uuid() }),
  async load(ctx, { args }) {
    const asked = await findStillAsked(ctx, args.subscriptionId);
    return asked ? { ...asked, token: unsubscribeToken("still-wanted", args.subscriptionId) } : "nothing-to-ask";
  },
  words: ({ names, token, endsAt }, { name, baseUrl }) => ({
    subject: `Do you still want what ${name} sends you?`,
    preheader: "One press keeps it. Without an answer it ends.",
    paragraphs: [
      `More than ${RETENTION.reconfirmation.period} ago you asked ${name} for this: ${names.join("; ")}.`,
      "People change jobs and interests, so we ask again whether you still want it. Press one button on the page below; you need no password.",
    ],
    action: { label: "Choose: keep or stop", url: `${baseUrl}/newsletters/still-wanted/${token}` },
    after: [`If we do not hear from you by ${formatDate(endsAt)}, it ends by itself, and we keep nothing but the record of it.`],
    why: "You get this email because you asked us for what it names. We ask this once, and it comes again only if you say yes.",
  }),
  samples: {
    "one newsletter": { names: ["The practice week"], token: "token", endsAt: SAMPLE_DAY },
    "several things": { names: ["The practice week", "Events and training days that we run, by post"], token: "token", endsAt: SAMPLE_DAY },
  },
});
