type Section = { text: string; href: string; roles: readonly string[] };

/** The sections of “Manage” and who has them. Each route asks for its roles itself; a test holds the two together. */
const SECTIONS: readonly Section[] = [
  { text: "What waits", href: "/admin", roles: [] },
  { text: "Content", href: "/admin/content", roles: ["editor"] },
  { text: "Forum", href: "/admin/forum", roles: ["moderator"] },
  { text: "Newsletters", href: "/admin/newsletters", roles: ["newsletter-sender", "administrator"] },
  { text: "Applications", href: "/admin/applications", roles: ["steering-group", "contacts-officer"] },
  { text: "Invitations", href: "/admin/invitations", roles: ["steering-group"] },
  { text: "Members", href: "/admin/members", roles: ["contacts-officer", "steering-group", "data-protection-officer", "administrator"] },
  { text: "Enquiries", href: "/admin/enquiries", roles: ["contacts-officer", "data-protection-officer", "administrator"] },
  {
    text: "Near misses",
    href: "/admin/near-misses",
    roles: ["moderator", "editor", "newsletter-sender", "contacts-officer", "administrator", "data-protection-officer"],
  },
  { text: "Notices", href: "/admin/privacy", roles: ["data-protection-officer", "administrator"] },
  { text: "Mail log", href: "/admin/mail", roles: ["data-protection-officer", "administrator"] },
  { text: "Audit", href: "/admin/audit", roles: ["data-protection-officer", "administrator"] },
  { text: "Settings", href: "/admin/settings", roles: ["administrator"] },
  { text: "Health", href: "/admin/health", roles: ["administrator"] },
];

/** The sections that holders of these roles may open; none for those who are no staff. */
export function staffSections(roles: readonly string[]): { text: string; href: string }[] {
  const theirs = SECTIONS.filter((section) => section.roles.some((role) => roles.includes(role)));
  return theirs.length === 0 ? [] : [SECTIONS[0]!, ...theirs].map(({ text, href }) => ({ text, href }));
}
