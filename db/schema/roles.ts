/** Every role that somebody may hold. What each may do: `app/features/permissions/permissions.ts`. */
export const ROLES = [
  "member",
  "editor",
  "moderator",
  "newsletter-sender",
  "contacts-officer",
  "steering-group",
  "data-protection-officer",
  "administrator",
] as const;
