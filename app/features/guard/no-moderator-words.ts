/** To administrators, where no moderator may decide: what they can do about it, and never which place it is. */
export function noModeratorWords({ audience, groups }: { audience: "open" | "members" | "groups"; groups: readonly string[] }): string {
  const readers = audience === "groups" ? groups.join(" or ") : audience === "members" ? "members" : "everybody";
  const how = audience === "groups" ? " or put a moderator into the group" : "";
  return `It is in a part of the forum for ${readers}, where no moderator can decide about it. Make somebody who reads there a moderator${how}.`;
}
