import { z } from "zod";
import { sanctionCause } from "~/features/forum/watching/causes";
import { notificationKind } from "~/features/mail/notifications/notification-kind.server";
import { ABOUT_SANCTION, findToldSanction, SAMPLE_SANCTION, wordSanctions } from "./sanction-mail.server";
import { laidWords, sanctionPath, untilWords } from "./sanction-words";

/** Tells a member what a moderator decided about them, why, until when, and how to appeal. */
export const sanctionNotice = notificationKind({
  name: "sanction",
  choice: null,
  args: z.object({ sanctionId: z.uuid() }),
  async load(ctx, message) {
    const sanction = await findToldSanction(ctx, message);
    return !sanction || sanction.endedAs ? "over" : sanction;
  },
  words: ({ code, kind, reason, endsAt }, { baseUrl }) => ({
    subject: `A moderator ${laidWords(kind)}`,
    paragraphs: [
      `A moderator of the forum ${laidWords(kind)}${kind === "warned" ? "." : `, ${untilWords(endsAt)}.`}`,
      `Their words: ${reason}`,
      {
        warned: "Before you next write in the forum, we ask you to say there that you have read this.",
        "read-only": "You can read the forum and report what is wrong in it, but not write in it.",
        suspended: "You cannot read the forum or write in it. The rest of the site, your account and your newsletters are as they were.",
      }[kind],
      "If you think that this was wrong, you can appeal once. Another moderator decides.",
    ],
    action: { label: "See what was decided, or appeal", url: baseUrl + sanctionPath(code) },
    why: ABOUT_SANCTION,
  }),
  samples: {
    "a warning": { ...SAMPLE_SANCTION, kind: "warned", endsAt: null },
    "reading only": SAMPLE_SANCTION,
    "suspended until lifted": { ...SAMPLE_SANCTION, kind: "suspended", endsAt: null },
  },
  inbox: (ctx, causes) =>
    wordSanctions(ctx, causes, ({ id, kind, code }, cause) =>
      cause === sanctionCause(id) ? { text: `A moderator ${laidWords(kind)}`, href: sanctionPath(code) } : null,
    ),
});
