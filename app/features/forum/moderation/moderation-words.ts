import type { AppealBlocker, DecisionBlocker, UndoBlocker } from "./moderation.policy";

/** The page of an act of a moderator: for the author of the post, and for moderators. */
export const moderationPath = (code: string) => `/forum/moderations/${code}`;

export type ModerationKind = "removed" | "edited" | "retitled" | "topic-removed";

/** What a moderator did, after “A moderator”: to the author, or about somebody by name. */
export function didWords(kind: ModerationKind, author?: string): string {
  const post = author ? `a post of ${author}` : "your post";
  const topic = author ? `a topic of ${author}` : "your topic";
  return {
    removed: `removed ${post}`,
    edited: `edited ${post}`,
    retitled: `changed the title of ${topic}`,
    "topic-removed": `removed ${topic}`,
  }[kind];
}

/** “Post 3 in “Rota software””, “Comment 1 under “Contracts””. */
export const placeWords = ({ topic, number }: { topic: { title: string; page: string | null }; number: number }) =>
  topic.page === null ? `Post ${number} in “${topic.title}”` : `Comment ${number} under “${topic.title}”`;

const GONE = "The author took this post back, so there is nothing left to bring back.";
const LATER = "A moderator acted on this post again after this. Decide about the later act first.";

export const undoBlockerText: Record<UndoBlocker, string> = {
  "signed-out": "Sign in to undo this.",
  "not-a-moderator": "Only a moderator can undo this.",
  "own-post": "This is about your own post: another moderator decides.",
  undone: "This was undone already.",
  appealed: "The author appealed: the decision about that undoes it or lets it stand.",
  "post-gone": GONE,
  "later-act": LATER,
};

export const appealBlockerText: Record<AppealBlocker, string> = {
  "not-yours": "Only the author of the post can appeal.",
  appealed: "You appealed already. Each act can be appealed once.",
  undone: "This was undone already: your post is back.",
  "post-gone": "You removed this post yourself, so there is nothing left to decide.",
};

export const decisionBlockerText: Record<DecisionBlocker | "later-act" | "post-gone", string> = {
  "signed-out": "Sign in to decide.",
  "not-a-moderator": "Only a moderator can decide.",
  "own-post": "This is about your own post: another moderator decides.",
  "own-act": "You did this: another moderator decides about the appeal.",
  "no-appeal": "Nobody appealed.",
  decided: "This appeal is decided already.",
  "post-gone": GONE,
  "later-act": LATER,
};

/** The same for staff, with what they can do about it. */
export const staffModerationPath = (code: string) => `/admin/forum/moderations/${code}`;

/** Where moderators look at what was reported. */
export const reportedPath = ({ topic, number }: { topic: { code: string }; number: number }) =>
  `/admin/forum/reports/${topic.code}/${number}`;
