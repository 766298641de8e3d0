import { type Actor, hasRole } from "~/lib/ctx";

/** Who may see a thing, as a scope holds it: groups by their ids. */
export type Readership = { audience: "open" | "members" | "groups"; groupIds: string[] };

/** Nobody arranges a place that they could not read themselves (CVE-2026-26979 and its kin): `groups` are ids. */
export function audienceBlocker(actor: Actor, { audience, groupIds }: Readership): "not-readable" | null {
  if (audience === "open" || actor.kind === "system") return null;
  const isReader =
    actor.kind === "person" && (audience === "members" ? hasRole(actor, "member") : groupIds.some((id) => actor.groups.includes(id)));
  return isReader ? null : "not-readable";
}

const RANK = { open: 0, members: 1, groups: 2 } as const;

/** Whether nobody could see the inner thing who cannot see the outer; the database asks the same of every scope and its parent. */
export function isWithin(inner: Readership, outer: Readership): boolean {
  if (inner.audience !== "groups" || outer.audience !== "groups") return RANK[inner.audience] >= RANK[outer.audience];
  return inner.groupIds.every((id) => outer.groupIds.includes(id));
}

/** What is left of a readership under a narrower one above it; null when it has readers of its own who would all be shut out. */
export function narrowedTo(inner: Readership, outer: Readership): Readership | null {
  if (isWithin(inner, outer)) return inner;
  if (inner.audience !== "groups") return outer;
  const left = inner.groupIds.filter((id) => outer.groupIds.includes(id));
  return left.length > 0 ? { audience: "groups", groupIds: left } : null;
}
