export type SuspendBlocker = "yourself" | "holds-staff-role" | "last-administrator" | "not-active";

export const SUSPEND_BLOCKERS: Record<SuspendBlocker, string> = {
  yourself: "Nobody suspends their own account",
  "holds-staff-role": "They hold a staff role: only an administrator suspends them",
  "last-administrator": "They are the last administrator. Make somebody else an administrator first",
  "not-active": "There is no active account any more",
};
