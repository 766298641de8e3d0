import { ABOUT_DECISION } from "~/features/forum/moderation/moderation-mail.server";
import { isLatestOutcome } from "~/features/forum/watching/causes";
import { SAMPLE_DAY } from "~/features/mail/messages/mail-kind.server";
import { notificationKind } from "~/features/mail/notifications/notification-kind.server";
import { formatDate } from "~/lib/dates";
import { heldPath } from "./held.policy";
import { findMailedHeld, heldArgs, SAMPLE_HELD, type ToldHeld, wordHeld } from "./held-mail.server";

/** An appeal may have been taken back before anybody decided. */
const isOfAppeal = ({ isAppealed, decidedAt }: ToldHeld) => isAppealed && decidedAt !== null;

const outcomeWords = (held: ToldHeld) =>
  held.state === "through"
    ? "A moderator let your post through"
    : isOfAppeal(held)
      ? "Your appeal: your post stays declined"
      : "A moderator did not let your post through";

/** Whether it is still what this cause told of: a decline that was appealed against is old news. */
const isLatest = (cause: string, { decidedAt, declinedAt }: ToldHeld) => isLatestOutcome(cause, decidedAt ?? declinedAt);

/** Tells a writer what became of a post that waited for a moderator, and how to appeal. */
export const heldOutcomeNotice = notificationKind({
  name: "held-outcome",
  choice: null,
  args: heldArgs,
  async load(ctx, message) {
    const held = await findMailedHeld(ctx, message);
    if (!held?.isOwn || held.state === "waiting") return "not-decided";
    return isLatest(message.cause ?? "", held) ? held : "decided-again";
  },
  words: (held, { baseUrl }) => ({
    subject: outcomeWords(held),
    paragraphs:
      held.state === "through"
        ? [
            `What you wrote on ${formatDate(held.heldAt)}${inPlace(held)} is there now, and whoever reads there can read it.`,
            "Its number and its time are those of when it was let through.",
          ]
        : [
            `${isOfAppeal(held) ? "Another moderator" : "A moderator"} looked at what you wrote on ${formatDate(held.heldAt)}${inPlace(held)}. It was not posted.`,
            `Their reason: ${(isOfAppeal(held) ? held.decisionWhy : held.reason) ?? ""}`,
            ...(held.isAppealed ? [] : ["If you think that this was wrong, you can appeal once. Another moderator decides."]),
          ],
    action: {
      label: held.state === "through" ? "See it" : held.isAppealed ? "See the decision" : "See it, or appeal",
      url: baseUrl + heldPath(held.code),
    },
    why: ABOUT_DECISION,
  }),
  samples: {
    "let through": { ...SAMPLE_HELD, state: "through", decidedAt: SAMPLE_DAY },
    declined: { ...SAMPLE_HELD, state: "declined", declinedAt: SAMPLE_DAY, reason: "It names a colleague who did not agree to that." },
    "declined after an appeal": {
      ...SAMPLE_HELD,
      state: "declined",
      isAppealed: true,
      decidedAt: SAMPLE_DAY,
      decisionWhy: "The name has to go, whoever wrote it.",
    },
  },
  inbox: (ctx, causes) =>
    wordHeld(ctx, causes, (held, cause) =>
      held.isOwn && held.state !== "waiting" && isLatest(cause, held)
        ? { text: outcomeWords(held), href: heldPath(held.code), after: held.place ? ` in ${held.place}` : undefined }
        : null,
    ),
});

const inPlace = ({ place }: ToldHeld) => (place ? ` in “${place}”` : "");
