import type { Author } from "~/features/forum/types";
import { may } from "~/features/permissions/permissions";
import { type Actor, isBy } from "~/lib/ctx";
import type { ModerationKind } from "./moderation-words";

export type ModerationBlocker = "signed-out" | "not-a-moderator";
/** What stands in the way of putting back what an act changed. */
export type RestoreBlocker = "post-gone" | "later-act" | NoWayBack;
export type NoWayBack = "place-closed" | "place-opened" | "written-since";
export type UndoBlocker = "learned" | "own-post" | "undone" | "appealed" | RestoreBlocker;
export type AppealBlocker = "learned" | "not-yours" | "appealed" | "undone" | "post-gone";
export type DecisionBlocker = "own-post" | "own-act" | "no-appeal" | "decided";

/** An act of a moderator on a post, as far as anybody's next step depends on it. */
export type ModerationState = {
  kind: ModerationKind;
  writerId: string | null;
  moderatorId: string | null;
  isAppealed: boolean;
  isDecided: boolean;
  isUndone: boolean;
  /** The author took the post back: there is nothing to bring back or to argue about. */
  postIsGone: boolean;
  /** Another act on the same post, or on its whole topic, came after it and stands. */
  hasLaterAct: boolean;
  /** Why a topic that was moved cannot go back as it is now. */
  noWayBack: NoWayBack | null;
};

/** Only what a moderator may read can be moderated; the scope filter of the queries sees to that. */
export function moderationBlocker(actor: Actor): ModerationBlocker | null {
  if (actor.kind !== "person") return "signed-out";
  return may(actor, "moderate") ? null : "not-a-moderator";
}

/** Of moderators: any takes back a mistake, their own too, until the author appeals. Texts come back in the order in which they went. */
export function undoBlocker(actor: Actor, act: ModerationState): UndoBlocker | null {
  if (act.kind === "writer-learned") return "learned";
  if (isBy(actor, act.writerId)) return "own-post";
  if (act.isUndone) return "undone";
  if (act.isAppealed && !act.isDecided) return "appealed";
  return restoreBlocker(act);
}

/** What stands in the way of putting the text back, whoever asks. */
export function restoreBlocker(act: ModerationState): RestoreBlocker | null {
  if (act.postIsGone) return "post-gone";
  return act.hasLaterAct ? "later-act" : act.noWayBack;
}

/** Once per act, by the author of the post. */
export function appealBlocker(actor: Actor, act: ModerationState): AppealBlocker | null {
  if (!isBy(actor, act.writerId)) return "not-yours";
  if (act.kind === "writer-learned") return "learned";
  if (act.isAppealed) return "appealed";
  if (act.isUndone) return "undone";
  return act.postIsGone ? "post-gone" : null;
}

/** Of moderators: somebody else decides than who acted, and nobody about their own post. */
export function decisionBlocker(actor: Actor, act: ModerationState): DecisionBlocker | null {
  if (!act.isAppealed) return "no-appeal";
  if (act.isDecided) return "decided";
  if (isBy(actor, act.writerId)) return "own-post";
  return isBy(actor, act.moderatorId) ? "own-act" : null;
}

export type LearningBlocker = "named" | "own" | "gone";

/** Who wrote a post is found out where that is not said, and not known. */
export const learningBlocker = ({ nameless }: Pick<Author, "nameless">): LearningBlocker | null =>
  nameless === null ? "named" : nameless === "own" ? "own" : null;

export const LEARNING_REFUSALS: Record<LearningBlocker, string> = {
  named: "This post is under its writer’s name.",
  own: "This is your own post.",
  gone: "Whoever wrote this has left, and nobody can be found any more.",
};

const GONE = "The author took this post back, so there is nothing left to bring back.";
const LATER = "A moderator acted on this post or its whole topic again after this. Decide about the later act first.";

const NO_WAY_BACK = {
  "place-closed": "You cannot read the category that it came from, so a moderator there has to put it back.",
  "place-opened": "More people read the place that it came from than did then. Move the topic instead: then whoever wrote here is told.",
  "written-since":
    "People wrote here since, for fewer readers than there are where it came from. Move the topic instead: then they are told.",
};

export const UNDO_REFUSALS: Record<UndoBlocker, string> = {
  learned: "What somebody knows cannot be undone.",
  "own-post": "This is about your own post: another moderator decides.",
  undone: "This was undone already.",
  appealed: "The author appealed: the decision about that undoes it or lets it stand.",
  "post-gone": GONE,
  "later-act": LATER,
  ...NO_WAY_BACK,
};

export const APPEAL_REFUSALS: Record<AppealBlocker, string> = {
  learned: "What somebody knows cannot be undone, so there is no appeal. If you think that this was wrong, please use the contact form.",
  "not-yours": "Only the author of the post can appeal.",
  appealed: "You appealed already. Each act can be appealed once.",
  undone: "This was undone already: your post is back.",
  "post-gone": "You removed this post yourself, so there is nothing left to decide.",
};

export const DECISION_REFUSALS: Record<DecisionBlocker | RestoreBlocker, string> = {
  "own-post": "This is about your own post: another moderator decides.",
  "own-act": "You did this: another moderator decides about the appeal.",
  "no-appeal": "Nobody appealed.",
  decided: "This appeal is decided already.",
  "post-gone": GONE,
  "later-act": LATER,
  ...NO_WAY_BACK,
};

/** Reasons to choose from: among more nobody finds one. */
export const MOST_REASONS = 50;
export type ReasonBlocker = "too-many";

export const REASON_REFUSALS: Record<ReasonBlocker, string> = {
  "too-many": `There are ${MOST_REASONS} already. Remove some that are of no use any more`,
};
