/** Those whom a finished mailing did not reach, by what their sender can do about it. */
export const UNREACHED = ["unknown", "failed", "missed"] as const;
export type Unreached = (typeof UNREACHED)[number];

/** How many they are, and whether it was decided to leave them as they are. */
export type UnreachedGroup = { group: Unreached; count: number; isLeft: boolean };

/** Why somebody was left out who may be reached by now. Who left, objected or was stopped by hand is not asked about again. */
export const PASSING_REASONS: readonly string[] = ["held", "paused", "restricted", "undeliverable", "address-unproven", "not-in-audience"];

export const findUnreached = (word: string | null): Unreached | null => UNREACHED.find((group) => group === word) ?? null;

export type AgainBlocker = "not-finished" | "changed" | "forgotten" | "nobody";

/**
 * What stands in the way of a second try: it is still being sent, or was again since the page was opened; its messages have gone with time.
 */
export function againBlocker(
  mailing: { endedAt: Date | null; audience: number | null },
  asked: { finishedAt: string },
  kept: number,
): AgainBlocker | null {
  if (!mailing.endedAt) return "not-finished";
  if (mailing.endedAt.toISOString() !== asked.finishedAt) return "changed";
  return kept === mailing.audience ? null : "forgotten";
}
