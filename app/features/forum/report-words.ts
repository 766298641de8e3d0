import type { ReportBlocker } from "./post.policy";

export const OUTCOME_WORDS = {
  stands: "A moderator looked at it and let it stand.",
  edited: "A moderator changed it.",
  removed: "It was removed.",
} as const;

export const reportBlockerText: Record<ReportBlocker, string> = {
  removed: "This was removed already.",
  own: "This is your own: you can change or remove it yourself.",
  reported: "You reported this already. A moderator will look at it.",
};
