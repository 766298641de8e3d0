/** Why a record is opened. Kept with the look, and shown to the person. */
export const LOOK_PURPOSES = {
  support: "To help them, as they asked",
  application: "To decide or answer an application",
  moderation: "To look into something in the forum",
  "data-request": "To answer a request about their data",
  other: "Something else",
} as const;
export type LookPurpose = keyof typeof LOOK_PURPOSES;
export const LOOK_PURPOSE_KEYS = Object.keys(LOOK_PURPOSES) as [LookPurpose, ...LookPurpose[]];

/** The restrictions that staff set and lift; the others are a process of their own, which ends them. */
export const STAFF_RESTRICTIONS = {
  "at their own request": "They asked us to stop using their data",
  "case under way": "A complaint or question about their data is being looked into",
} as const;
export type StaffRestriction = keyof typeof STAFF_RESTRICTIONS;
export const STAFF_RESTRICTION_KEYS = Object.keys(STAFF_RESTRICTIONS) as [StaffRestriction, ...StaffRestriction[]];
export const isStaffRestriction = (why: string | null): why is StaffRestriction => why !== null && Object.hasOwn(STAFF_RESTRICTIONS, why);
