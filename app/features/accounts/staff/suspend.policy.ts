import { isStaffRole, LAST_ADMINISTRATOR, may } from "~/features/permissions/permissions";
import type { Actor, Role } from "~/lib/ctx";

export type SuspendBlocker = "yourself" | "holds-staff-role" | "last-administrator" | "not-active" | "not-suspended";

/** Who holds a staff role is kept from signing in, and let in again, by an administrator alone. */
export const staffBlocker = (actor: Actor, holder: { roles: readonly Role[] }): null | "holds-staff-role" =>
  may(actor, "suspend-staff") || !holder.roles.some(isStaffRole) ? null : "holds-staff-role";

export const SUSPEND_REFUSALS: Record<SuspendBlocker, string> = {
  yourself: "Nobody suspends their own account",
  "holds-staff-role": "They hold a staff role: only an administrator suspends and reinstates them",
  "last-administrator": LAST_ADMINISTRATOR,
  "not-active": "There is no active account any more",
  "not-suspended": "The account is not suspended any more",
};
