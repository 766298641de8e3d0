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
