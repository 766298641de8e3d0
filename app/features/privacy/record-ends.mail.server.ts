import { z } from "zod";
import { mailKind, SAMPLE_DAY } from "~/features/mail/messages/mail-kind.server";
import { formatDate } from "~/lib/dates";
import { findRecordEnd } from "./record-ends.queries.server";

/** A month before the record of somebody goes who has nothing going on here any more (HELM-7). */
export const recordEndsMail = mailKind({
  name: "record-ends",
  class: "rights",
  args: z.object({ personId: z.uuid() }),
  async load(ctx, { args }) {
    const endsAt = await findRecordEnd(ctx, args.personId);
    return endsAt ? { endsAt } : "record-goes-on";
  },
  words: ({ endsAt }, { name, baseUrl }) => ({
    subject: `We will delete your record at ${name}`,
    preheader: `On ${formatDate(endsAt)}, unless you join again.`,
    paragraphs: [
      `You are not a member of ${name} now and get no newsletter from us. We keep records only for a while after that, so on ${formatDate(endsAt)} we will erase yours.`,
      "Until then you can take a copy of everything with you: sign in, or ask us where you have no account. What you wrote in the forum stays, under the name “Former member”. If you want it removed as well, sign in before that day and choose “Leave” in your account: it asks what becomes of your posts.",
      "If you would like to stay in touch, apply to join again or choose a newsletter. Then nothing is deleted.",
    ],
    action: { label: "See and take what we hold", url: `${baseUrl}/account/privacy` },
    after: [`Our newsletters: ${baseUrl}/newsletters`],
    why: "You get this message because we hold a record about you. When it is erased, you get a receipt, and nothing after that.",
  }),
  samples: { "in a month": { endsAt: SAMPLE_DAY } },
});
