export type HandOverBlocker = "not-held" | "holds-staff-role" | "last-administrator";

export const HAND_OVER_REFUSALS: Record<HandOverBlocker, string> = {
  "not-held": "They do not hold this address any more",
  "holds-staff-role": "They hold a staff role: only an administrator hands over their addresses",
  "last-administrator": "It is the only address of the last administrator. Make somebody else an administrator first",
};
