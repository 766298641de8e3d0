/** Stands where a title was that went with the first post. */
export const REMOVED_TITLES = { author: "[removed by its author]", moderator: "[removed by a moderator]" } as const;

/** Stands where the title of a topic was that another one ends with: what it was called stands nowhere any more. */
export const MERGED_TITLE = "[merged into another topic]";

/** Stands where a title is while its first post is hidden. */
export const HIDDEN_TITLE = "[hidden while a moderator looks at it]";
