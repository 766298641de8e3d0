import { isStaffRole, LAST_ADMINISTRATOR } from "~/features/permissions/permissions";
import { type Actor, personIdOf, type Role } from "~/lib/ctx";

/** The person whose roles change, as they stand. */
export type RoleHolder = { personId: string; roles: readonly Role[]; isLastAdministrator: boolean };

export type GiveBlocker = "yourself" | "group-ended" | "needs-membership" | "granted-already" | "ends-before-it-starts";
export type TakeBlocker = "not-granted" | "last-administrator" | "staff-need-membership";

/** Why a role or group (`role` is null then, and `isOpen` says that it has not ended) cannot be given. */
export function giveBlocker(
  actor: Actor,
  holder: RoleHolder,
  given: { role: Role | null; isHeld: boolean; isOpen: boolean; startsAt: Date; endsAt: Date | null },
): GiveBlocker | null {
  if (personIdOf(actor) === holder.personId) return "yourself";
  if (!given.isOpen) return "group-ended";
  if (given.isHeld) return "granted-already";
  if (given.endsAt && given.endsAt <= given.startsAt) return "ends-before-it-starts";
  return given.role && isStaffRole(given.role) && !holder.roles.includes("member") ? "needs-membership" : null;
}

export function takeBlocker(holder: RoleHolder, taken: { role: Role | null; isHeld: boolean }): TakeBlocker | null {
  if (!taken.isHeld) return "not-granted";
  if (taken.role === "administrator" && holder.isLastAdministrator) return "last-administrator";
  return taken.role === "member" && holder.roles.some(isStaffRole) ? "staff-need-membership" : null;
}

export const ROLE_REFUSALS: Record<GiveBlocker | TakeBlocker, string> = {
  yourself: "Nobody gives a role or group to themselves. Ask another administrator",
  "group-ended": "This group has ended, so nobody comes in",
  "needs-membership": "Staff are members: give the role Member first",
  "granted-already": "They have this already. To change its dates, take it away first",
  "ends-before-it-starts": "The last day must be after the first day",
  "not-granted": "They do not have this any more",
  "last-administrator": LAST_ADMINISTRATOR,
  "staff-need-membership": "They hold a staff role, and staff are members. Take the staff roles away first",
};
