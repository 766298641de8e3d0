import type { Readers } from "./types";

/** Who reads a place, within a sentence: “all members of the network”. */
export function whoReads({ audience, groups }: Readers): string {
  if (audience === "open") return "everybody, also without signing in";
  if (audience === "members") return "all members of the network";
  return groups.length === 1 ? `the group ${groups[0]}` : `the groups ${groups.join(", ")}`;
}
