export const OUTCOME_WORDS = {
  stands: "A moderator looked at it and let it stand as it is now.",
  edited: "A moderator changed it.",
  removed: "It was removed.",
} as const;
