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
  "still-wanted",
  "stopped",
  "subscribe",
  "unsubscribe",
];

export const composeBlocker = (actor: Actor): null | "not-a-sender" => (may(actor, "send-newsletters") ? null : "not-a-sender");

/** Last words of the addresses of their senders. */
const STAFF_WORDS = ["issues", "new"];

export type NewsletterBlocker = "not-a-slug" | "reserved" | "taken" | "not-readable";

export const NEWSLETTER_REFUSALS: Record<NewsletterBlocker, string> = {
  "not-a-slug": "Address must be small letters, numbers and single hyphens, such as practice-matters",
  reserved: "This address is used by the site itself. Choose another.",
  taken: "Another newsletter or list has this address already. Choose another.",
  "not-readable":
    "You are in none of these groups, or no member, so you could not read this newsletter yourself. Ask somebody who is in one of them.",
};

export function slugBlocker(slug: string): null | "not-a-slug" | "reserved" {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) return "not-a-slug";
  return [...RESERVED_SLUGS, ...STAFF_WORDS].includes(slug) ? "reserved" : null;
}
