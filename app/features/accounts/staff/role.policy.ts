import { isStaffRole, LAST_ADMINISTRATOR } from "~/features/permissions/permissions";
import { type Actor, personIdOf, type Role } from "~/lib/ctx";

/** The person whose roles change, as they stand. */
export type RoleHolder = { personId: string; roles: readonly Role[]; isLastAdministrator: boolean };

export type GiveBlocker =
  | "yourself"
  | "group-ended"
  | "needs-membership"
  | "membership-too-short"
  | "granted-already"
  | "ends-before-it-starts"
  | "over-already";
export type TakeBlocker = "not-granted" | "last-administrator" | "staff-need-membership";

type Dates = { startsAt: Date; endsAt: Date | null };

/**
 * Why a role or group (`role` is null then, and `isOpen` says that it has not ended) cannot be given. `membership` is what they hold of it,
 * also from a later day.
 */
export function giveBlocker(
  actor: Actor,
  holder: RoleHolder,
  given: Dates & { role: Role | null; isHeld: boolean; isOpen: boolean; now: Date; membership: Dates | null },
): GiveBlocker | null {
  if (personIdOf(actor) === holder.personId) return "yourself";
  if (!given.isOpen) return "group-ended";
  if (given.isHeld) return "granted-already";
  if (given.endsAt && given.endsAt <= given.startsAt) return "ends-before-it-starts";
  if (given.endsAt && given.endsAt <= given.now) return "over-already";
  if (!given.role || !isStaffRole(given.role)) return null;
  if (!given.membership) return "needs-membership";
  const { startsAt, endsAt } = given.membership;
  const isMemberThen = startsAt <= given.now || startsAt <= given.startsAt;
  const isMemberToTheEnd = endsAt === null || (given.endsAt !== null && given.endsAt <= endsAt);
  return isMemberThen && isMemberToTheEnd ? null : "membership-too-short";
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
  "membership-too-short": "Staff are members for as long as their role lasts: their membership begins later or ends sooner",
  "granted-already": "They have this already. To change its dates, take it away first",
  "ends-before-it-starts": "The last day must be after the first day",
  "over-already": "The last day is over already",
  "not-granted": "They do not have this any more",
  "last-administrator": LAST_ADMINISTRATOR,
  "staff-need-membership": "They hold a staff role, and staff are members. Take the staff roles away first",
};
