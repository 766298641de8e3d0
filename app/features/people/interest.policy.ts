export type InterestBlocker = "taken";

export const INTEREST_REFUSALS: Record<InterestBlocker, string> = {
  taken: "Another interest has this name already, or had it and is no longer offered. Choose another name, or offer that one again.",
};
