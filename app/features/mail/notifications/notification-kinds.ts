/**
 * What a member can be told about. A kind's mails have the kind's name and `-notification`. Everything is on until the person switches it off.
 */
export const NOTIFICATION_KINDS = {
  reply: { title: "Replies in topics you watch", hint: "When somebody answers in a topic that you watch, or comments under a page." },
} as const satisfies Record<string, { title: string; hint: string }>;

export type ChosenKind = keyof typeof NOTIFICATION_KINDS;

/** What is told always, in the inbox and by mail: what was decided about a person and how they can answer, changed notices, and work that waits. */
export type NotificationKind =
  | ChosenKind
  | "moderation"
  | "moderation-decision"
  | "near-miss"
  | "report"
  | "report-outcome"
  | "post-hidden"
  | "post-looked-at"
  | "notice"
  | "enquiry";
