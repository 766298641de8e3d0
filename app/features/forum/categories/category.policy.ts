import { type ModerationBlocker, moderationBlocker } from "~/features/forum/moderation/moderation.policy";
import type { Actor } from "~/lib/ctx";

/** Words that have their own place below `/forum`. */
const RESERVED = new Set([
  "topics",
  "new",
  "held",
  "moderations",
  "unread",
  "unanswered",
  "mine",
  "bookmarks",
  "preview",
  "sanctions",
  "clean-ups",
  "first-steps",
  "suggest-members",
  "similar-topics",
  "tags",
  "stop-mails",
]);

export type CategoryBlocker = "reserved" | "taken" | "not-readable";

/** Moderators arrange what they can read. The system does for seeds. */
export function arrangingBlocker(actor: Actor): ModerationBlocker | null {
  return actor.kind === "system" ? null : moderationBlocker(actor);
}

export const isReserved = (slug: string) => RESERVED.has(slug);

export const CATEGORY_REFUSALS: Record<CategoryBlocker, string> = {
  reserved: "This address is used by the forum itself. Choose another.",
  taken: "Another category has this address already. Choose another.",
  "not-readable":
    "You are in none of these groups, or no member, so you could not read this category yourself. Ask somebody who is in one of them.",
};
