/** Stands where a title was that went with the first post. */
export const REMOVED_TITLES = { author: "[removed by its author]", moderator: "[removed by a moderator]" } as const;

/** Stands where a title is while its first post is hidden. */
export const HIDDEN_TITLE = "[hidden while a moderator looks at it]";
