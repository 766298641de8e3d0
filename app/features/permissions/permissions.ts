import { type Actor, hasRole, type Role } from "~/lib/ctx";

/** What roles are called on screens and in mails. */
export const ROLE_WORDS: Record<Role, string> = {
  member: "Member",
  editor: "Editor",
  moderator: "Moderator",
  "newsletter-sender": "Newsletter sender",
  "contacts-officer": "Contacts officer",
  "steering-group": "Steering group",
  "data-protection-officer": "Data protection officer",
  administrator: "Administrator",
};

/** Why somebody's role, account or address stays: whom to ask is the same everywhere. */
export const LAST_ADMINISTRATOR =
  "No other administrator can sign in, may be written to and has no last day. Make somebody else an administrator first";

export const isRole = (word: string): word is Role => Object.hasOwn(ROLE_WORDS, word);

/**
 * Which role may do what with others, their data and what is shown to all: policies, the sections of “Manage”, the acts of staff and who
 * needs a second factor follow from here. What members may do among themselves is a matter of scopes and of the rooms' policies.
 */
export const PERMISSIONS = {
  "open-manage": {
    words: "Open “Manage” and see what waits for them",
    roles: ["editor", "moderator", "newsletter-sender", "contacts-officer", "steering-group", "data-protection-officer", "administrator"],
  },
  "edit-pages": { words: "Write, publish and take down pages", roles: ["editor"] },
  "arrange-interests": { words: "Arrange the interests that people choose and pages are about", roles: ["editor", "administrator"] },
  moderate: { words: "Moderate the forum and comments, and arrange categories", roles: ["moderator"] },
  "send-newsletters": { words: "Write and send newsletters", roles: ["newsletter-sender", "administrator"] },
  "decide-applications": { words: "Decide applications to join", roles: ["steering-group", "contacts-officer"] },
  "invite-specialists": { words: "Invite specialists", roles: ["steering-group"] },
  "answer-office-questions": { words: "Answer questions to the office", roles: ["contacts-officer"] },
  "answer-technical-questions": { words: "Answer technical questions", roles: ["administrator"] },
  "answer-privacy-questions": { words: "Answer questions about personal data", roles: ["data-protection-officer"] },
  "see-enquiries": {
    words: "See the enquiries of their own queues",
    roles: ["contacts-officer", "data-protection-officer", "administrator"],
  },
  "see-near-misses": {
    words: "See near misses in what they look after",
    roles: ["editor", "moderator", "newsletter-sender", "contacts-officer", "data-protection-officer", "administrator"],
  },
  // whose task it is to know one person: support, applications, contacts, rights; other staff have no use for records (PMN-35)
  "open-records": {
    words: "Look through members and open a record",
    roles: ["contacts-officer", "steering-group", "data-protection-officer", "administrator"],
  },
  "correct-records": { words: "Correct somebody’s details", roles: ["contacts-officer", "data-protection-officer", "administrator"] },
  "change-roles": { words: "Give and take roles and groups, and arrange groups", roles: ["administrator"] },
  "suspend-members": { words: "Suspend and reinstate accounts", roles: ["contacts-officer", "administrator"] },
  "suspend-staff": { words: "Suspend and reinstate accounts of staff", roles: ["administrator"] },
  "restrict-data": {
    words: "Restrict the use of somebody’s data",
    roles: ["contacts-officer", "data-protection-officer", "administrator"],
  },
  "hand-over-addresses": { words: "Hand over an address to a successor", roles: ["contacts-officer", "administrator"] },
  "list-reachable": { words: "List whom a list may reach by post or phone", roles: ["contacts-officer", "administrator"] },
  "copy-records": { words: "Make a copy of somebody’s data", roles: ["data-protection-officer"] },
  "erase-people": { words: "Erase somebody", roles: ["data-protection-officer", "administrator"] },
  "read-ledgers": { words: "Read the ledgers, and who did what", roles: ["data-protection-officer", "administrator"] },
  "read-mail-log": { words: "Look through what was mailed to whom", roles: ["data-protection-officer", "administrator"] },
  "publish-notices": { words: "Write and publish notices", roles: ["data-protection-officer", "administrator"] },
  "manage-settings": { words: "Change the settings", roles: ["administrator"] },
  "see-health": { words: "See the portal’s health, and try work again", roles: ["administrator"] },
} as const satisfies Record<string, { words: string; roles: readonly Role[] }>;
export type Permission = keyof typeof PERMISSIONS;

export const rolesWith = (permission: Permission): readonly Role[] => PERMISSIONS[permission].roles;

/** Whether this actor holds the permission by one of their roles; the portal itself holds all. */
export const may = (actor: Actor, permission: Permission): boolean => actor.kind === "system" || hasRole(actor, ...rolesWith(permission));

/** All that this actor holds. */
export const permissionsOf = (actor: Actor): Permission[] =>
  (Object.keys(PERMISSIONS) as Permission[]).filter((permission) => may(actor, permission));

/** Roles with powers over others' data: they need a second factor, are signed out sooner and are never remembered. */
export const STAFF_ROLES: readonly Role[] = (Object.keys(ROLE_WORDS) as Role[]).filter((role) =>
  Object.values(PERMISSIONS).some(({ roles }) => (roles as readonly Role[]).includes(role)),
);
export const isStaffRole = (role: Role) => STAFF_ROLES.includes(role);
