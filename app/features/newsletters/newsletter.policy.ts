import { may } from "~/features/permissions/permissions";
import type { Actor } from "~/lib/ctx";

/** Last words of addresses below `/newsletters`; a newsletter with one of these slugs could not be reached. */
export const RESERVED_SLUGS: readonly string[] = [
  "cancel",
  "cancelled",
  "check-your-email",
  "confirm",
  "confirmed",
  "kept",
  "link-sent",
  "manage",
  "one-click",
  "preferences",
  "stopped",
  "subscribe",
  "unsubscribe",
];

export const composeBlocker = (actor: Actor): null | "not-a-sender" => (may(actor, "send-newsletters") ? null : "not-a-sender");

export function slugBlocker(slug: string): null | "not-a-slug" | "reserved" {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) return "not-a-slug";
  return RESERVED_SLUGS.includes(slug) || slug === "issues" ? "reserved" : null;
}
