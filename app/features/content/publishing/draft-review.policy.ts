type Standing = { version: number; publishedVersion: number | null; archivedAt: Date | string | null };

/** There is a text that readers do not have, and could get. */
export const isNewText = ({ version, publishedVersion, archivedAt }: Standing) => !archivedAt && publishedVersion !== version;

export type AskBlocker = "nothing-new";
export type CommentBlocker = "taken-out";
export type SendBackBlocker = "changed" | "not-asked";

export const ASK_REFUSALS: Record<AskBlocker, string> = {
  "nothing-new": "There is no draft to read: readers have this text already, or the page is taken down.",
};

export const COMMENT_REFUSALS: Record<CommentBlocker, string> = {
  "taken-out": "The text that you wrote about was taken out. Above is the newest one: add your comment again if it is about that.",
};

export const SEND_BACK_REFUSALS: Record<SendBackBlocker, string> = {
  changed: "Somebody saved this page after you opened this one. Look at the new text before you send it back.",
  "not-asked": "Nobody waits for a review of this draft any more. Add your words as a comment instead.",
};
