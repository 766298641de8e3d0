import type { PAGE_COMMENTS } from "#db/schema/content";

export type PageComments = (typeof PAGE_COMMENTS)[number];

/** What a new page begins with: a section's own page leads on to others, and has nothing to talk about. */
export const commentsAt = (path: string): PageComments => (path.includes("/") ? "open" : "none");

/** As editors are offered them. */
export const COMMENTS_CHOICES: readonly PageComments[] = ["open", "read-first", "closed", "none"];

export const COMMENTS_WORDS: Record<PageComments, string> = {
  open: "Open",
  "read-first": "A moderator reads each first",
  closed: "Closed",
  none: "None",
};

export const COMMENTS_HINTS: Record<PageComments, string> = {
  open: "Whoever may read the page and write here can comment.",
  "read-first": "Nobody but its writer and moderators sees a comment until a moderator lets it through. The form says so.",
  closed: "Those there are stay to read, and no more can be added. Readers are told.",
  none: "Nothing is shown under the page. Comments that there are already stay to read.",
};
