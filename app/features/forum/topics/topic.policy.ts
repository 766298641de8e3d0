import type { NamelessBlocker } from "~/features/forum/posts/nameless";
import type { Readers, Sanction } from "~/features/forum/types";
import { whoReads } from "~/features/forum/who-reads";
import { type Actor, hasRole } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import type { TopicDates } from "./topic-dates.schema";

export type WritingBlocker = "signed-out" | "not-a-member";
export type VoiceBlocker = WritingBlocker | "sanctioned";
export type ReplyBlocker = VoiceBlocker | "locked" | "merged" | ReadersBlocker | NamelessBlocker;
export type ReadersBlocker = "other-readers";

/** Members write wherever they may read; so do invited specialists, whose groups brought them here. */
export function writingBlocker(actor: Actor): WritingBlocker | null {
  if (actor.kind !== "person") return "signed-out";
  const isAdmitted = hasRole(actor, "member") || actor.groups.length > 0;
  return isAdmitted ? null : "not-a-member";
}

/** The same for what others see at once, while no moderator's sanction on the writer stands. */
export const voiceBlocker = (actor: Actor, { sanction }: { sanction: Sanction | null }): VoiceBlocker | null =>
  writingBlocker(actor) ?? (sanction ? "sanctioned" : null);

/** A closed topic is closed to everybody: a moderator who wants the last word opens it first. */
export function replyBlocker(
  actor: Actor,
  topic: { isLocked: boolean; mergedInto?: object | null; sanction: Sanction | null },
): ReplyBlocker | null {
  if (topic.mergedInto) return "merged";
  return voiceBlocker(actor, topic) ?? (topic.isLocked ? "locked" : null);
}

/** What was typed for some people is not shown to others unless its writer says so: `shown`, to whom, as the form said. */
export const readersBlocker = (shown: string | undefined, readers: Readers): ReadersBlocker | null =>
  shown === undefined || shown === whoReads(readers) ? null : "other-readers";

const NO_NAMELESS =
  "Posts without a name are not taken here, or not any more, so nothing was posted. If you post it now, it appears under your name.";

const OTHER_READERS =
  "Who can read this changed after you opened the form, so nothing was posted. See who can read it now, then post it if that is right.";

export type DatesBlocker = "past" | "not-closed" | "before-closing" | "too-far";

/** Nobody remembers a day that is further away. */
const MOST_DAYS = 366;

/** Which day of a topic cannot be, and why: what has passed changes nothing, and only what is closed is opened. */
export function datesBlocker(
  topic: { isLocked: boolean },
  { closesOn, opensOn, ...until }: TopicDates,
  now: Date,
): { reason: DatesBlocker; field: keyof TopicDates } | null {
  for (const [field, day] of Object.entries({ closesOn, opensOn, ...until }) as [keyof TopicDates, Date | null][]) {
    if (day && day <= now) return { reason: "past", field };
    if (day && day > later(now, MOST_DAYS * DAY)) return { reason: "too-far", field };
  }
  if (!opensOn) return null;
  if (!closesOn && !topic.isLocked) return { reason: "not-closed", field: "opensOn" };
  return closesOn && closesOn >= opensOn ? { reason: "before-closing", field: "opensOn" } : null;
}

export const DATES_REFUSALS: Record<DatesBlocker, string> = {
  past: "Enter a day that is to come",
  "too-far": "Enter a day within a year",
  "not-closed": "It is open: enter a day on which it closes, or leave this empty",
  "before-closing": "It opens again after it closes: enter a later day",
};

export type SplitBlocker = "why-missing" | "changed" | "question" | "hidden";
export type MergeBlocker = "why-missing" | "no-topic" | "itself" | "no-question" | "wider" | "hidden";

const HIDDEN = "A post is hidden until a moderator looked at it. Decide about that first";

export const SPLIT_REFUSALS: Record<SplitBlocker, string> = {
  "why-missing": "Say why you move these posts",
  changed: "One of these posts was removed or moved meanwhile. Choose again",
  question: "The first post stays: it is what the topic is about",
  hidden: HIDDEN,
};

export const MERGE_REFUSALS: Record<MergeBlocker, string> = {
  "why-missing": "Say why you merge this topic",
  "no-topic": "Enter the address of a topic of the forum that you can read",
  itself: "Enter the address of another topic",
  "no-question": "Its first post is elsewhere already, so there is nothing to merge",
  wider: "More people read the other topic. Move this one to its category first: then whoever wrote here is told",
  hidden: HIDDEN,
};

const SANCTIONED = "You cannot write here now, so nothing was posted. Below you see why, until when, and how to appeal.";

export const REPLY_REFUSALS: Record<ReplyBlocker, string> = {
  sanctioned: SANCTIONED,
  "signed-out": "Sign in to reply.",
  "not-a-member": "Members can reply. You can read this topic because it is open to everybody.",
  locked: "This topic is closed. It stays here to read, and takes no more replies.",
  merged: "This topic was merged into another one. What you typed was not sent: copy it, and reply there.",
  "other-readers": OTHER_READERS,
  "no-nameless": NO_NAMELESS,
};

export const COMMENT_REFUSALS: Record<ReplyBlocker, string> = {
  sanctioned: SANCTIONED,
  "signed-out": "Sign in to comment.",
  "not-a-member": "Members can comment. You can read this page because it is open to everybody.",
  locked: "Comments here are closed. They stay to read, and no more can be added.",
  merged: "Comments here were moved to another page.",
  "other-readers": OTHER_READERS,
  "no-nameless": NO_NAMELESS,
};
