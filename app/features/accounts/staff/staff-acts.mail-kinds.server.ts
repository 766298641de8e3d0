import { eq } from "drizzle-orm";
import { groups } from "#db/schema/permissions";
import type { MailKind } from "~/features/mail/messages/kinds.server";
import { isRole, isStaffRole, ROLE_WORDS } from "~/features/permissions/permissions";
import { getSettings } from "~/features/settings/settings.queries.server";
import type { Ctx } from "~/lib/ctx";
import { env } from "~/lib/env.server";

const WHY = "You get this message because it is about your account. It cannot be turned off.";

/** What somebody may do or see was changed by an administrator. */
const roleChangedMail: MailKind = {
  name: "role-changed",
  class: "security",
  async build(ctx, { args }) {
    const [{ name, contactAddress }, what] = [await getSettings(ctx), await nameOf(ctx, args)];
    if (!what) return { skip: "group-gone" };
    const isGiven = args.change === "given";
    const isStaff = args.role !== undefined && isRole(args.role) && isStaffRole(args.role);
    return {
      layout: "service",
      subject: isGiven ? `You have a new role in ${name}` : `A role of yours in ${name} has ended`,
      paragraphs: [
        isGiven ? `An administrator gave you: ${what}.` : `An administrator took away: ${what}.`,
        ...(isStaff ? ["You were signed out everywhere. Sign in again to go on."] : []),
        ...(isStaff && isGiven ? ["Staff sign in with a security code as well; you set it up the next time you sign in."] : []),
        `If you did not expect this, tell us at ${contactAddress}.`,
      ],
      action: { label: "Sign in", url: `${env().baseUrl}/sign-in` },
      why: WHY,
    };
  },
};

const accountStateMail: MailKind = {
  name: "account-state",
  class: "security",
  async build(ctx, { args }) {
    const { name, contactAddress } = await getSettings(ctx);
    const isSuspended = args.change === "suspended";
    return {
      layout: "service",
      subject: isSuspended ? `Your account with ${name} is suspended` : `Your account with ${name} works again`,
      paragraphs: isSuspended
        ? [
            "Your account was suspended by our staff. You cannot sign in until it is reinstated; nothing of yours was deleted.",
            `To ask why, or to object, write to ${contactAddress}. We answer every such message.`,
          ]
        : ["Your account was reinstated by our staff. You can sign in again, with the same password as before."],
      ...(isSuspended ? {} : { action: { label: "Sign in", url: `${env().baseUrl}/sign-in` } }),
      why: WHY,
    };
  },
};

export const STAFF_ACT_MAIL_KINDS: readonly MailKind[] = [roleChangedMail, accountStateMail];

async function nameOf(ctx: Ctx, { role, groupId }: Record<string, string>): Promise<string | null> {
  if (role && isRole(role)) return `the role “${ROLE_WORDS[role]}”`;
  const [group] = groupId ? await ctx.db.select({ name: groups.name }).from(groups).where(eq(groups.id, groupId)) : [];
  return group ? `the group “${group.name}”` : null;
}
