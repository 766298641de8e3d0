/** All of them stand in one list. */
export const MOST_SNIPPETS = 200;

/** Of more pages no more are shown; that there may be more is said. */
export const MOST_USES = 100;

export type SnippetBlocker = "taken" | "too-many" | "changed";

export const SNIPPET_REFUSALS: Record<SnippetBlocker, string> = {
  taken: "There is a snippet of this name already.",
  "too-many": `There are ${MOST_SNIPPETS} snippets: remove one first.`,
  changed: "This snippet was saved after you opened it. Your text is below: compare it with the one that stands, then save it again.",
};

export type RemoveSnippetBlocker = "used";

export const REMOVE_SNIPPET_REFUSALS: Record<RemoveSnippetBlocker, string> = {
  used: "Pages name this snippet. Take it out of them first.",
};
