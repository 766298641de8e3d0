import type { ReplyBlocker } from "~/features/forum/topics/topic.policy";

/** Why what somebody answered by mail was not posted. */
export type MailedBlocker =
  | Exclude<ReplyBlocker, "signed-out" | "no-nameless">
  | "empty"
  | "too-long"
  | "too-old"
  | "gone"
  | "nameless-here"
  | "patient-details"
  | "watched-words"
  | "refused-text";

/** What came of a mail. */
export type MailedOutcome = "posted" | "held" | MailedBlocker;

/** What a form says beside itself is said here: nobody sees more than the mail. */
export const MAILED_REFUSALS: Record<MailedBlocker, string> = {
  sanctioned: "You cannot write in the forum now. On the site you see why, until when, and how to appeal.",
  "not-a-member": "Members can reply, and you are none now.",
  locked: "This topic is closed. It stays there to read, and takes no more replies.",
  merged: "This topic was merged into another one. You can reply there.",
  "other-readers": "Who can read this topic has changed since that email. Open the topic: with the form is who can read it now.",
  empty:
    "Above the email that you answered stood nothing. Write above its first line, and not below or between what it says: that is not read here. It is still in the email that you sent.",
  "too-long": "It is too long for one post. On the site you can post it in parts.",
  "too-old": "That email cannot be answered any more. You can reply on the site.",
  gone: "The topic is not there any more, or you cannot read it now.",
  "nameless-here": "You wrote in this topic without your name, and a reply by email would be under it. On the site you can choose.",
  "patient-details": "Something in it may identify a patient. Take that out, or post it on the site, where you are asked about it.",
  "watched-words": "Some of its words are looked at before they are posted. On the site you are shown which, and can go on.",
  "refused-text": "Something in it cannot be posted as it is. On the site you are told what.",
};
