import type { SectionList } from "~/components/layout/section-nav";
import { SECTIONS, type SectionAddress } from "~/components/layout/sections";
import { type Permission, rolesWith } from "~/features/permissions/permissions";
import type { Role } from "~/lib/ctx";

/** The sections of “Manage”, each under the permission that its page asks for; a test holds the two together. */
const STAFF: readonly { href: SectionAddress; may: Permission }[] = [
  { href: "/admin", may: "open-manage" },
  { href: "/admin/content", may: "edit-pages" },
  { href: "/admin/interests", may: "arrange-interests" },
  { href: "/admin/forum", may: "moderate" },
  { href: "/admin/newsletters", may: "send-newsletters" },
  { href: "/admin/applications", may: "decide-applications" },
  { href: "/admin/invitations", may: "invite-specialists" },
  { href: "/admin/members", may: "open-records" },
  { href: "/admin/groups", may: "change-roles" },
  { href: "/admin/enquiries", may: "see-enquiries" },
  { href: "/admin/near-misses", may: "see-near-misses" },
  { href: "/admin/privacy", may: "publish-notices" },
  { href: "/admin/mail", may: "read-mail-log" },
  { href: "/admin/audit", may: "read-ledgers" },
  { href: "/admin/settings", may: "manage-settings" },
  { href: "/admin/health", may: "see-health" },
];

/** The sections that holders of these roles may open; none for those who are no staff. */
export const staffSections = (roles: readonly Role[]): { text: string; href: string }[] =>
  STAFF.filter(({ may }) => rolesWith(may).some((role) => roles.includes(role))).map(({ href }) => ({ text: SECTIONS[href], href }));

/** The pages of an account, in the order in which people look for them. */
const ACCOUNT: readonly SectionAddress[] = [
  "/account",
  "/account/notifications",
  "/account/newsletters",
  "/account/reach",
  "/account/contact",
  "/account/drafts",
  "/account/ignored",
  "/account/email",
  "/account/security",
  "/account/privacy",
  "/account/privacy/restrict",
  "/account/leave",
];

/** What stands beside a page, by its address: the sections of “Manage” that the reader may open, or the pages of their account. */
export function sectionsBeside(path: string, roles: readonly Role[], isSignedIn: boolean): SectionList | null {
  if (/^\/admin(\/|$)/.test(path)) {
    const links = staffSections(roles);
    return links.length > 0 ? { label: SECTIONS["/admin"], links } : null;
  }
  if (!isSignedIn || !/^\/account(\/|$)/.test(path)) return null;
  return { label: SECTIONS["/account"], links: ACCOUNT.map((href) => ({ text: SECTIONS[href], href })) };
}
