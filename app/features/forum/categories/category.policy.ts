import { type ModerationBlocker, moderationBlocker } from "~/features/forum/moderation/moderation.policy";
import type { Actor } from "~/lib/ctx";

/** Words that have their own place below `/forum`. */
const RESERVED = new Set(["topics", "new", "moderations"]);

export type CategoryBlocker = "reserved" | "taken" | "not-readable";

/** Moderators arrange what they can read. The system does for seeds. */
export function arrangingBlocker(actor: Actor): ModerationBlocker | null {
  return actor.kind === "system" ? null : moderationBlocker(actor);
}

export const isReserved = (slug: string) => RESERVED.has(slug);

/** Nobody arranges a place that they could not read themselves (CVE-2026-26979 and its kin): `groups` are ids. */
export function audienceBlocker(actor: Actor, audience: "open" | "members" | { groups: readonly string[] }): "not-readable" | null {
  if (typeof audience === "string" || actor.kind === "system") return null;
  const isWithin = actor.kind === "person" && audience.groups.some((id) => actor.groups.includes(id));
  return isWithin ? null : "not-readable";
}

export const CATEGORY_REFUSALS: Record<CategoryBlocker, string> = {
  reserved: "This address is used by the forum itself. Choose another.",
  taken: "Another category has this address already. Choose another.",
  "not-readable": "You are in none of these groups, so you could not read this category yourself. Ask somebody who is in one of them.",
};
