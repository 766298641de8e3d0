import type { ReportBlocker, StandBlocker } from "~/features/forum/posts/post.policy";

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
