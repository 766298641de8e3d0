import { moderationBlocker } from "~/features/forum/moderation/moderation.policy";
import { noModeratorWords } from "~/features/guard/no-moderator-words";
import { notificationKind } from "~/features/mail/notifications/notification-kind.server";
import { may } from "~/features/permissions/permissions";
import { staffHeldPath } from "./held.policy";
import { findMailedHeld, heldArgs, SAMPLE_HELD, type ToldHeld, wordHeld } from "./held-mail.server";

const waitsWords = ({ isAppealed }: ToldHeld) =>
  isAppealed ? "Somebody appealed: their post was not let through" : "A post waits to be let through";

/** Tells moderators that a post waits for one of them, or administrators where none of them can decide: where, never the text. */
export const heldNotice = notificationKind({
  name: "held",
  choice: null,
  args: heldArgs,
  async load(ctx, message) {
    const held = await findMailedHeld(ctx, message);
    return held?.state === "waiting" ? held : "decided";
  },
  words: (held, { baseUrl }) => ({
    subject: waitsWords(held),
    paragraphs: [
      `${waitsWords(held)}${held.mayJudge && held.place ? `, in “${held.place}”` : ""}. Nobody but its writer and moderators can see it.`,
      ...(held.mayJudge ? [] : [noModeratorWords(held)]),
    ],
    action: held.mayJudge
      ? { label: "Look at it", url: baseUrl + staffHeldPath(held.code) }
      : { label: "Find somebody", url: `${baseUrl}/admin/members` },
    why: held.mayJudge
      ? "You get this email because you are a moderator."
      : "You get this email because you are an administrator, and can give people roles.",
  }),
  samples: {
    "it waits": SAMPLE_HELD,
    "an appeal": { ...SAMPLE_HELD, isAppealed: true },
    "no moderator can decide": { ...SAMPLE_HELD, mayJudge: false, audience: "groups", groups: ["Finance"] },
  },
  inbox: (ctx, causes) =>
    wordHeld(ctx, causes, (held) => {
      if (held.mayJudge && !moderationBlocker(ctx.actor))
        return { before: `${waitsWords(held)}:`, text: "look at it", href: staffHeldPath(held.code) };
      return may(ctx.actor, "change-roles")
        ? { before: `${waitsWords(held)}. ${noModeratorWords(held)}`, text: "Find somebody", href: "/admin/members" }
        : null;
    }),
});
