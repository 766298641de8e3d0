/** So many members one person ignores. */
export const MOST_IGNORED = 100;

export const WHAT_IGNORING_DOES =
  "Their posts are folded away, and their words where others quote them. No notification, email or digest tells you of their posts. Lists of topics, what is unread and searches still show them.";

export type IgnoreBlocker = "own" | "too-many";

/** Members ignore others, of the staff too, as who writes; what moderators do is told all the same. */
export function ignoreBlocker({ isOwn }: { isOwn: boolean }, ignoredSoFar: number): IgnoreBlocker | null {
  if (isOwn) return "own";
  return ignoredSoFar >= MOST_IGNORED ? "too-many" : null;
}

export const IGNORE_REFUSALS: Record<IgnoreBlocker, string> = {
  own: "This is the page about you: you cannot ignore yourself.",
  "too-many": `You ignore ${MOST_IGNORED} members, which is as many as one can. Stop ignoring somebody first: the list is in your account.`,
};
