/** Roles with powers over others' data: they need a second factor, are signed out sooner and are never remembered. */
export const STAFF_ROLES: readonly string[] = [
  "editor",
  "moderator",
  "newsletter-sender",
  "contacts-officer",
  "steering-group",
  "data-protection-officer",
  "administrator",
];

export const isStaffRole = (role: string) => STAFF_ROLES.includes(role);
