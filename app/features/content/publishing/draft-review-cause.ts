/** What editors are told of a draft: that it waits for them, that theirs came back, that readers have it. */
export const REVIEW_TURNS = ["asked", "sent-back", "published"] as const;
export type ReviewTurn = (typeof REVIEW_TURNS)[number];

/** Once for each time. */
export const draftReviewCause = (turn: ReviewTurn, pageId: string, at: Date) => `draft-${turn}:${pageId}:${at.toISOString()}`;

export function readDraftReviewCause(cause: string): { turn: ReviewTurn | undefined; pageId: string; at: string } {
  const [word = "", pageId = "", ...at] = cause.split(":");
  return { turn: REVIEW_TURNS.find((turn) => word === `draft-${turn}`), pageId, at: at.join(":") };
}
