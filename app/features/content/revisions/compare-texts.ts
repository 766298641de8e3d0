import { type ChangeObject, diffLines, diffWordsWithSpace } from "diff";

export type Change = { kind: "same" | "added" | "removed"; text: string };

/**
 * Words or lines that differ, at most: the work grows with their square. Texts with less in common are compared by lines, then as wholes.
 */
const MOST_CHANGES = { maxEditLength: 1500 };

/** What `after` has that `before` had not, and the other way round, word by word. */
export function compareTexts(before: string, after: string): Change[] {
  const changes = diffWordsWithSpace(before, after, MOST_CHANGES) ?? diffLines(before, after, MOST_CHANGES);
  if (changes) return changes.map(toChange);
  const whole: Change[] = [
    { kind: "removed", text: before },
    { kind: "added", text: after },
  ];
  return whole.filter(({ text }) => text !== "");
}

const toChange = ({ value, added, removed }: ChangeObject<string>): Change => ({
  kind: added ? "added" : removed ? "removed" : "same",
  text: value,
});
