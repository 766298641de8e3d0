/** What a label is made from, and what is said of it: “A practice manager (2)”. */
const baseOf = (label: string) => label.replace(/ \(\d+\)$/, "");

/** A label that nobody in a topic has. The number counts those who wrote there without their names, in the order of their first posts. */
export function freshLabel(label: string, taken: ReadonlySet<string>): string {
  const base = baseOf(label);
  if (!taken.has(base)) return base;
  for (let number = 2; ; number++) if (!taken.has(`${base} (${number})`)) return `${base} (${number})`;
}

/** The same labels in a topic to which their posts move: each another one than any that stands there. */
export function relabelled(labels: readonly string[], taken: readonly string[]): Record<string, string> {
  const there = new Set(taken);
  const fresh: Record<string, string> = {};
  for (const label of labels) {
    fresh[label] ??= freshLabel(label, there);
    there.add(fresh[label]);
  }
  return fresh;
}

/** Who said thanks without their name for what stands in another topic since. */
export const NOBODY_SAID = "Somebody without their name";

export type NamelessBlocker = "no-nameless";

/** Whether somebody may post without their name where `label` is what readers are told then, if anything. */
export const namelessBlocker = (isNameless: boolean, label: string | null): NamelessBlocker | null =>
  isNameless && label === null ? "no-nameless" : null;
