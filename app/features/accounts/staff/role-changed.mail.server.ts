import { z } from "zod";
import { ROLES } from "#db/schema/roles";
import { ABOUT_ACCOUNT } from "~/features/accounts/mail-words";
import { mailKind } from "~/features/mail/messages/mail-kind.server";
import { findGroupById } from "~/features/permissions/groups.queries.server";
import { isStaffRole, ROLE_WORDS } from "~/features/permissions/permissions";
import type { Ctx } from "~/lib/ctx";

const change = z.enum(["given", "taken"]);
const args = z.union([z.object({ change, role: z.enum(ROLES) }), z.object({ change, groupId: z.uuid() })]);

/** What somebody may do or see was changed by an administrator. */
export const roleChangedMail = mailKind({
  name: "role-changed",
  class: "security",
  args,
  async load(ctx, { args }) {
    const isStaff = "role" in args && isStaffRole(args.role);
    const what = await nameOf(ctx, args);
    return what ? { what, isGiven: args.change === "given", isStaff } : "group-gone";
  },
  words: ({ what, isGiven, isStaff }, { name, contactAddress, baseUrl }) => ({
    subject: isGiven ? `You have a new role in ${name}` : `A role of yours in ${name} has ended`,
    paragraphs: [
      isGiven ? `An administrator gave you: ${what}.` : `An administrator took away: ${what}.`,
      ...(isStaff ? ["You were signed out everywhere. Sign in again to go on."] : []),
      ...(isStaff && isGiven ? ["Staff sign in with a security code as well; you set it up the next time you sign in."] : []),
      `If you did not expect this, tell us at ${contactAddress}.`,
    ],
    action: { label: "Sign in", url: `${baseUrl}/sign-in` },
    why: ABOUT_ACCOUNT,
  }),
  samples: {
    "a role of staff, given": { what: "the role “moderator”", isGiven: true, isStaff: true },
    "a role of staff, taken": { what: "the role “moderator”", isGiven: false, isStaff: true },
    "a group": { what: "the group “Finance”", isGiven: true, isStaff: false },
  },
});

async function nameOf(ctx: Ctx, given: z.infer<typeof args>): Promise<string | null> {
  if ("role" in given) return `the role “${ROLE_WORDS[given.role]}”`;
  const group = await findGroupById(ctx, given.groupId);
  return group ? `the group “${group.name}”` : null;
}
