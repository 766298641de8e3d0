import type { ReportBlocker, StandBlocker } from "~/features/forum/posts/post.policy";
import type { Readers } from "~/features/forum/types";

export const OUTCOME_WORDS = {
  stands: "A moderator looked at it and let it stand as it is now.",
  edited: "A moderator changed it.",
  removed: "It was removed.",
} as const;

export const reportBlockerText: Record<ReportBlocker, string> = {
  removed: "This was removed already.",
  own: "This is your own: you can change or remove it yourself.",
  reported: "You reported this already. A moderator will look at it.",
};

export const standBlockerText: Record<StandBlocker, string> = {
  changed: "Its author changed it after you opened it. Look at what it says now, then decide.",
  decided: "Another moderator decided about this already.",
};

/** To administrators, where no moderator may decide: what they can do about it, and never which place it is. */
export function noJudgeWords({ audience, groups }: Readers): string {
  const readers = audience === "groups" ? groups.join(" or ") : audience === "members" ? "members" : "everybody";
  const how = audience === "groups" ? " or put a moderator into the group" : "";
  return `It stands in a part of the forum for ${readers}, where no moderator can decide about it. Make somebody who reads there a moderator${how}.`;
}
