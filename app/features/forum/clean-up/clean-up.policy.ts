import { isStaffRole } from "~/features/permissions/permissions";
import { type Actor, isBy, type Role } from "~/lib/ctx";

export type CleanUpBlocker = "yourself" | "staff";
export type CleanUpUndoBlocker = "yourself" | "running";

/** Of moderators: never of their own posts, nor of what staff wrote. */
export function cleanUpBlocker(actor: Actor, member: { personId: string; roles: readonly Role[] }): CleanUpBlocker | null {
  if (isBy(actor, member.personId)) return "yourself";
  return member.roles.some(isStaffRole) ? "staff" : null;
}

/** Of moderators, once the last post was removed; what cannot go back stays removed. */
export function cleanUpUndoBlocker(actor: Actor, cleanUp: { personId: string; finishedAt: Date | null }): CleanUpUndoBlocker | null {
  if (isBy(actor, cleanUp.personId)) return "yourself";
  return cleanUp.finishedAt ? null : "running";
}

export const CLEAN_UP_REFUSALS: Record<CleanUpBlocker | "nothing", string> = {
  yourself: "This is you: another moderator decides about your posts.",
  staff: "They hold a role of staff. An administrator takes that from them first.",
  nothing: "Nothing of that is left that you can read: choose something else.",
};

export const CLEAN_UP_UNDO_REFUSALS: Record<CleanUpUndoBlocker, string> = {
  yourself: "This is about your own posts: another moderator decides.",
  running: "It is still being done. Wait until the last post is removed.",
};
