import { LAST_ADMINISTRATOR } from "~/features/permissions/permissions";

export type HandOverBlocker = "not-held" | "holds-staff-role" | "last-administrator" | "leaving";

export const HAND_OVER_REFUSALS: Record<HandOverBlocker, string> = {
  "not-held": "They do not hold this address any more",
  "holds-staff-role": "They hold a staff role: only an administrator hands over their addresses",
  "last-administrator": LAST_ADMINISTRATOR,
  leaving:
    "They are leaving, and need this address until they have left: to sign in if they change their mind, and for the proof of what was erased. After that it is free for its successor",
};
