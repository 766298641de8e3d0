import { classifications } from "#db/classified";
import { PURPOSES, type Purpose } from "#db/classify";

export type Processing = { purpose: string; basis: string; retention: string; holds: string[] };

/** What is held about people and why, as the notice shows it: read from the classification, so that it is true of this release. */
export function listProcessing(): Processing[] {
  const holds = new Map<Purpose, Set<string>>();
  for (const { title, columns } of classifications()) {
    for (const column of Object.values(columns)) {
      if (column.holds === "plain") continue;
      holds.set(column.purpose, (holds.get(column.purpose) ?? new Set()).add(title));
    }
  }
  // in an order of its own: that of the tables depends on what a program loaded first
  return (Object.keys(PURPOSES) as Purpose[]).flatMap((purpose) => {
    const titles = holds.get(purpose);
    return titles ? [{ ...PURPOSES[purpose], holds: [...titles].sort() }] : [];
  });
}
