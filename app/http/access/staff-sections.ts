import { type Permission, rolesWith } from "~/features/permissions/permissions";
import type { Role } from "~/lib/ctx";

/** The sections of “Manage”, each under the permission that its page asks for; a test holds the two together. */
const SECTIONS: readonly { text: string; href: string; may: Permission }[] = [
  { text: "What waits", href: "/admin", may: "open-manage" },
  { text: "Content", href: "/admin/content", may: "edit-pages" },
  { text: "Interests", href: "/admin/interests", may: "arrange-interests" },
  { text: "Forum", href: "/admin/forum", may: "moderate" },
  { text: "Newsletters", href: "/admin/newsletters", may: "send-newsletters" },
  { text: "Applications", href: "/admin/applications", may: "decide-applications" },
  { text: "Invitations", href: "/admin/invitations", may: "invite-specialists" },
  { text: "Members", href: "/admin/members", may: "open-records" },
  { text: "Groups", href: "/admin/groups", may: "change-roles" },
  { text: "Enquiries", href: "/admin/enquiries", may: "see-enquiries" },
  { text: "Near misses", href: "/admin/near-misses", may: "see-near-misses" },
  { text: "Notices", href: "/admin/privacy", may: "publish-notices" },
  { text: "Mail log", href: "/admin/mail", may: "read-mail-log" },
  { text: "Audit", href: "/admin/audit", may: "read-ledgers" },
  { text: "Settings", href: "/admin/settings", may: "manage-settings" },
  { text: "Health", href: "/admin/health", may: "see-health" },
];

/** The sections that holders of these roles may open; none for those who are no staff. */
export const staffSections = (roles: readonly Role[]): { text: string; href: string }[] =>
  SECTIONS.filter(({ may }) => rolesWith(may).some((role) => roles.includes(role))).map(({ text, href }) => ({ text, href }));
