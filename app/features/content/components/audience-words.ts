import type { AudienceKind } from "../types";

/** Who may read a page, in a line. */
export function audienceWords({ audience, groups }: { audience: AudienceKind; groups: readonly { name: string }[] }): string {
  if (audience === "open") return "Everybody";
  if (audience === "members") return "Members";
  return groups.map(({ name }) => name).join(", ");
}

export const READERS_HINT = "The same people as the page above it, or fewer. Pages below it follow when it becomes narrower.";
