import { LAST_ADMINISTRATOR } from "~/features/permissions/permissions";

export type HandOverBlocker = "not-held" | "holds-staff-role" | "last-administrator";

export const HAND_OVER_REFUSALS: Record<HandOverBlocker, string> = {
  "not-held": "They do not hold this address any more",
  "holds-staff-role": "They hold a staff role: only an administrator hands over their addresses",
  "last-administrator": LAST_ADMINISTRATOR,
};
