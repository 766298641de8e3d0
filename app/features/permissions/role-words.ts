/** What roles are called on screens and in mails. */
export const ROLE_WORDS: Record<string, string> = {
  member: "Member",
  editor: "Editor",
  moderator: "Moderator",
  "newsletter-sender": "Newsletter sender",
  "contacts-officer": "Contacts officer",
  "steering-group": "Steering group",
  "data-protection-officer": "Data protection officer",
  administrator: "Administrator",
};

export const roleWord = (role: string): string => ROLE_WORDS[role] ?? role;
