/** Roles with powers over others' data: they need a second factor, are signed out sooner and are never remembered. */
const STAFF_ROLES: ReadonlySet<string> = new Set([
  "editor",
  "moderator",
  "newsletter-sender",
  "contacts-officer",
  "steering-group",
  "data-protection-officer",
  "administrator",
]);

export const isStaffRole = (role: string) => STAFF_ROLES.has(role);
