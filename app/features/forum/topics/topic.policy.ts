import { type Actor, hasRole } from "~/lib/ctx";

export type WritingBlocker = "signed-out" | "not-a-member";
export type ReplyBlocker = WritingBlocker | "locked";

/** Members write wherever they may read; so do invited specialists, whose groups brought them here. */
export function writingBlocker(actor: Actor): WritingBlocker | null {
  if (actor.kind !== "person") return "signed-out";
  const isAdmitted = hasRole(actor, "member") || actor.groups.length > 0;
  return isAdmitted ? null : "not-a-member";
}

/** A closed topic is closed to everybody: a moderator who wants the last word opens it first. */
export function replyBlocker(actor: Actor, topic: { isLocked: boolean }): ReplyBlocker | null {
  return writingBlocker(actor) ?? (topic.isLocked ? "locked" : null);
}

export const REPLY_REFUSALS: Record<ReplyBlocker, string> = {
  "signed-out": "Sign in to reply.",
  "not-a-member": "Members can reply. You can read this topic because it is open to everybody.",
  locked: "This topic is closed. It stays here to read, and takes no more replies.",
};

export const COMMENT_REFUSALS: Record<ReplyBlocker, string> = {
  "signed-out": "Sign in to comment.",
  "not-a-member": "Members can comment. You can read this page because it is open to everybody.",
  locked: "Comments here are closed. They stay to read, and no more can be added.",
};
