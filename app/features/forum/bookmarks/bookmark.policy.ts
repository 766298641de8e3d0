import { type WritingBlocker, writingBlocker } from "~/features/forum/topics/topic.policy";
import type { Actor } from "~/lib/ctx";
import { londonDate } from "~/lib/dates";

export type BookmarkBlocker = WritingBlocker | "removed";

/** Whoever may write in a place keeps what they find there, their own as well. */
export function bookmarkBlocker(actor: Actor, post: { isRemoved: boolean; isHidden: boolean }): BookmarkBlocker | null {
  return post.isRemoved || post.isHidden ? "removed" : writingBlocker(actor);
}

export type ReminderBlocker = "not-later";

/** A reminder is for a day to come; one that stands already is left as it is. */
export function reminderBlocker(remindOn: string | null, standing: string | null, now: Date): ReminderBlocker | null {
  return remindOn === null || remindOn === standing || remindOn > londonDate(now) ? null : "not-later";
}

export const BOOKMARK_REFUSALS: Record<BookmarkBlocker, string> = {
  "signed-out": "Sign in to bookmark a post.",
  "not-a-member": "Only members bookmark posts.",
  removed: "This post is not there any more, so it was not bookmarked.",
};

export const REMINDER_REFUSALS: Record<ReminderBlocker, string> = {
  "not-later": "Choose tomorrow or a later day",
};
