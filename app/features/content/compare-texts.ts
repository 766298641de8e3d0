import { type ChangeObject, diffLines, diffWordsWithSpace } from "diff";

export type Change = { kind: "same" | "added" | "removed"; text: string };

/** Milliseconds. Two long texts with nothing in common are compared line by line, and if even that takes too long, as wholes. */
const LONGEST = 500;

/** What `after` has that `before` had not, and the other way round, word by word. */
export function compareTexts(before: string, after: string): Change[] {
  const changes = diffWordsWithSpace(before, after, { timeout: LONGEST }) ?? diffLines(before, after, { timeout: LONGEST });
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
