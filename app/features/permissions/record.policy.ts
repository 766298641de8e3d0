import { type Actor, hasRole } from "~/lib/ctx";

/** Whose task it is to know one person: support, applications, contacts, rights. Other staff have no use for records (PMN-35). */
export const RECORD_ROLES = ["contacts-officer", "steering-group", "data-protection-officer", "administrator"] as const;

/** What is done with a record, and by whom. */
export const RECORD_ACTS = {
  correct: ["contacts-officer", "data-protection-officer", "administrator"],
  "change-roles": ["administrator"],
  suspend: ["contacts-officer", "administrator"],
  restrict: ["contacts-officer", "data-protection-officer", "administrator"],
  "hand-over": ["contacts-officer", "administrator"],
  copy: ["data-protection-officer"],
  erase: ["data-protection-officer", "administrator"],
  "read-history": ["data-protection-officer", "administrator"],
} as const satisfies Record<string, readonly string[]>;
export type RecordAct = keyof typeof RECORD_ACTS;

export const mayOpenRecords = (actor: Actor) => actor.kind === "system" || hasRole(actor, ...RECORD_ROLES);
export const mayDo = (actor: Actor, act: RecordAct) => actor.kind === "system" || hasRole(actor, ...RECORD_ACTS[act]);

/** The acts of a record that this actor may take. */
export const actsOf = (actor: Actor): RecordAct[] => (Object.keys(RECORD_ACTS) as RecordAct[]).filter((act) => mayDo(actor, act));

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
