import { z } from "zod";
import { SAMPLE_DAY } from "~/features/mail/messages/mail-kind.server";
import { notificationKind } from "~/features/mail/notifications/notification-kind.server";
import type { NotificationWords } from "~/features/mail/notifications/notification-words";
import { foundBy } from "~/lib/ask-together.server";
import { formatDate } from "~/lib/dates";
import { nameChange, selectChanges } from "./changes.queries.server";
import { wordingOfCause } from "./notice-cause";

/** Tells a member that a notice changed, in its author's one sentence. */
export const noticeChangeNotice = notificationKind({
  name: "notice",
  choice: null,
  args: z.object({ wordingId: z.uuid() }),
  async load(ctx, { args }) {
    const [change] = await selectChanges(ctx, [args.wordingId]);
    return change ? nameChange(change) : "notice-gone";
  },
  words: (change, { name, baseUrl }) => ({
    subject: `We changed our ${change.name}`,
    paragraphs: [`We changed the ${change.name} of ${name} on ${formatDate(change.publishedAt)}.`, change.change],
    action: { label: `Read the ${change.name}`, url: baseUrl + change.path },
    after: ["Earlier versions stay readable. If you have a question about it, answer this email or use the contact form."],
    why: `You get this email because you are a member of ${name} and the change may matter to you. Each change is mailed once.`,
  }),
  samples: {
    "the privacy notice": {
      wordingId: "",
      publishedAt: SAMPLE_DAY,
      name: "privacy notice",
      path: "/privacy",
      change: "We keep what moderators put aside for 12 months, where it was 24.",
    },
  },
  inbox(ctx, causes) {
    const causeOf = new Map(causes.map((cause) => [wordingOfCause(cause), cause]));
    return foundBy(selectChanges(ctx, [...causeOf.keys()]), (changes) => {
      const words = changes
        .map(nameChange)
        .map(({ wordingId, name, path, change }): [string, NotificationWords] => [
          causeOf.get(wordingId)!,
          { before: "Changed:", text: name, href: path, after: change ? `. ${change}` : "" },
        ]);
      return new Map(words);
    });
  },
});
