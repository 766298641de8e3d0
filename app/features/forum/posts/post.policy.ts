import { type VoiceBlocker, voiceBlocker } from "~/features/forum/topics/topic.policy";
import type { Sanction } from "~/features/forum/types";
import { may } from "~/features/permissions/permissions";
import { type Actor, isBy } from "~/lib/ctx";
import { HOUR, MINUTE } from "~/lib/dates";

/** Long enough to mend a post after a night's sleep, short enough that what was answered stays what was said. */
export const EDIT_WINDOW_HOURS = 24;

export type EditBlocker = "signed-out" | "removed" | "sanctioned" | "not-yours" | "moderated" | "locked" | "too-late";
export type TitleBlocker = EditBlocker | "comments";
export type RemovalBlocker = "signed-out" | "removed" | "not-yours";

export type PostState = {
  writerId: string | null;
  createdAt: Date;
  editedBy: "author" | "moderator" | null;
  isRemoved: boolean;
  topicIsLocked: boolean;
  /** Of whoever acts. */
  sanction: Sanction | null;
};

/**
 * Authors mend their own posts for a day, while the topic is open; moderators mend any at any time. What a moderator edited its author
 * does not edit back, whoever they are: that is what an appeal is for.
 */
export function editBlocker(actor: Actor, post: PostState, now: Date): EditBlocker | null {
  if (actor.kind !== "person") return "signed-out";
  if (post.isRemoved) return "removed";
  if (post.sanction) return "sanctioned";
  if (isAuthor(actor, post) && post.editedBy === "moderator") return "moderated";
  if (may(actor, "moderate")) return null;
  if (!isAuthor(actor, post)) return "not-yours";
  if (post.topicIsLocked) return "locked";
  return now.getTime() - post.createdAt.getTime() > EDIT_WINDOW_HOURS * HOUR ? "too-late" : null;
}

/** So long a slip is mended as if it had never been there. */
export const GRACE_MINUTES = 5;

/**
 * Whether an edit leaves no trace: its author's, soon after it was posted, while nobody replied or had read it. A topic is mailed at once,
 * so its first post was read.
 */
export function isInGrace(
  actor: Actor,
  post: { writerId: string | null; createdAt: Date; number: number; editedAt: Date | null; isWitnessed: boolean },
  topic: { lastPostNumber: number; page: string | null },
  now: Date,
): boolean {
  if (!isAuthor(actor, post) || post.isWitnessed || post.editedAt || post.number !== topic.lastPostNumber) return false;
  if (post.number === 1 && topic.page === null) return false;
  return now.getTime() - post.createdAt.getTime() <= GRACE_MINUTES * MINUTE;
}

/** Why an author edits their own post no more, for the line that says so; null where they do, or it is not theirs. */
export function editGone(actor: Actor, post: PostState, now: Date): EditGone | null {
  const blocker = isAuthor(actor, post) ? editBlocker(actor, post, now) : null;
  return blocker === "too-late" || blocker === "locked" || blocker === "moderated" ? blocker : null;
}
export type EditGone = "too-late" | "locked" | "moderated";

export type TitleState = {
  writerId: string | null;
  createdAt: Date;
  retitledBy: "author" | "moderator" | null;
  isLocked: boolean;
  /** Comments are called what their page is called. */
  page: string | null;
  sanction: Sanction | null;
};

/** A title is changed by whom and as long as the topic's first post could be. */
export function retitleBlocker(actor: Actor, topic: TitleState, now: Date): TitleBlocker | null {
  if (topic.page !== null) return "comments";
  return editBlocker(actor, { ...topic, editedBy: topic.retitledBy, isRemoved: false, topicIsLocked: topic.isLocked }, now);
}

export function removalBlocker(actor: Actor, post: Pick<PostState, "writerId" | "isRemoved">): RemovalBlocker | null {
  if (actor.kind !== "person") return "signed-out";
  if (post.isRemoved) return "removed";
  return isAuthor(actor, post) || may(actor, "moderate") ? null : "not-yours";
}

export type ReportBlocker = "removed" | "own" | "reported" | "heard";
/** What stands in the way of letting a reported post stand. */
export type StandBlocker = "changed" | "decided";

/** Whoever can read a post reports it, with an account or without; not their own, which they can change. */
export function reportBlocker(actor: Actor, post: Pick<PostState, "writerId" | "isRemoved">): "removed" | "own" | null {
  if (post.isRemoved) return "removed";
  return isAuthor(actor, post) ? "own" : null;
}

export type ThanksBlocker = VoiceBlocker | "removed" | "own" | "called-otherwise";

/**
 * Whoever may write in a place may say thanks there, also in a topic that is closed; not to somebody who
 * left, or whose data is not to be used now.
 */
export function thanksBlocker(
  actor: Actor,
  post: { writerId: string | null; isAuthorUsable: boolean; isRemoved: boolean; isHidden: boolean; sanction: Sanction | null },
): ThanksBlocker | null {
  if (post.isRemoved || post.isHidden || post.writerId === null || !post.isAuthorUsable) return "removed";
  return isAuthor(actor, post) ? "own" : voiceBlocker(actor, post);
}

/** What stood in a post before is for those who may answer for it. */
export const mayReadEarlier = (actor: Actor, post: { writerId: string | null }) => isAuthor(actor, post) || may(actor, "moderate");

export const isAuthor = (actor: Actor, post: { writerId: string | null }): boolean => isBy(actor, post.writerId);

export const THANKS_REFUSALS: Record<ThanksBlocker, string> = {
  sanctioned: "You cannot say thanks now. Where a reply is written you see why, until when, and how to appeal.",
  "signed-out": "Sign in to say thanks.",
  "not-a-member": "Only members say thanks.",
  removed: "There is nobody to thank for this post any more, so nothing was sent.",
  own: "This is your own post: others say thanks for it.",
  "called-otherwise":
    "Your thanks stay. What you are called in this topic has changed since you said them, so taking them back could tell who you are.",
};

export const EDIT_REFUSALS: Record<EditBlocker, string> = {
  "signed-out": "Sign in to edit your post.",
  removed: "This post was removed, so its text cannot be changed.",
  sanctioned: "You cannot change posts now. Below you see why, until when, and how to appeal.",
  "not-yours": "Only its author can edit this post.",
  moderated: "A moderator edited this post, so its text stays as it is now. If you think that was wrong, you can appeal.",
  locked: "This topic is closed, so its posts cannot be changed.",
  "too-late": `A post can be edited for ${EDIT_WINDOW_HOURS} hours. Write a reply if something needs putting right.`,
};

/** Beside one's own post, in place of “Edit”. */
export const EDIT_GONE: Record<EditGone, string> = {
  moderated: "A moderator edited this, so you cannot.",
  locked: "This is closed, so you cannot edit it.",
  "too-late": `You could edit this for ${EDIT_WINDOW_HOURS} hours.`,
};

export const TITLE_REFUSALS: Record<TitleBlocker, string> = {
  "signed-out": "Sign in to change the title.",
  removed: "This topic was removed, so its title cannot be changed.",
  sanctioned: "You cannot change titles now. Below you see why, until when, and how to appeal.",
  "not-yours": "Only its author or a moderator can change the title.",
  moderated: "A moderator changed this title, so it stays as it is now. If you think that was wrong, you can appeal.",
  locked: "This topic is closed, so its title cannot be changed.",
  "too-late": `A title can be changed for ${EDIT_WINDOW_HOURS} hours. Ask a moderator if something needs putting right.`,
  comments: "Comments are called what their page is called.",
};

export const REMOVAL_REFUSALS: Record<RemovalBlocker, string> = {
  "signed-out": "Sign in to remove your post.",
  removed: "This post has already been removed.",
  "not-yours": "Only its author or a moderator can remove this post.",
};

export const REPORT_REFUSALS: Record<ReportBlocker, string> = {
  removed: "This was removed already.",
  own: "This is your own: you can change or remove it yourself.",
  reported: "You reported this already. A moderator will look at it.",
  heard:
    "Many people have told us about this already, and a moderator will look at it. If you know what they may not, copy your words and send them with the contact form.",
};

export const STAND_REFUSALS: Record<StandBlocker, string> = {
  changed: "It was changed, or reported again, after you opened it. Look at it as it is now, then decide.",
  decided: "Another moderator decided about this already.",
};
