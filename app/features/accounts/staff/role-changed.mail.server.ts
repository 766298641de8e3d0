import { z } from "zod";
import { ROLES } from "#db/schema/roles";
import { ABOUT_ACCOUNT } from "~/features/accounts/mail-words";
import { mailKind } from "~/features/mail/messages/mail-kind.server";
import { findGrant } from "~/features/permissions/grants.server";
import { findGroupsById } from "~/features/permissions/groups.queries.server";
import { isStaffRole, ROLE_WORDS } from "~/features/permissions/permissions";
import type { Ctx } from "~/lib/ctx";
import { formatDate } from "~/lib/dates";

/** `taken-before`: the day from which they were to have it. */
const change = z.enum(["given", "taken", "taken-before"]);
/** Where it does not begin at once. */
const from = z.iso.datetime().optional();
const args = z.union([
  z.object({ change, role: z.enum(ROLES), from }),
  /** `ended`: the group itself, for everybody in it; `ended-before`: for whoever was to come in later. */
  z.object({ change: z.enum([...change.options, "ended", "ended-before"]), groupId: z.uuid(), from }),
]);

/** What somebody may do or see was changed by an administrator. */
export const roleChangedMail = mailKind({
  name: "role-changed",
  class: "security",
  args,
  async load(ctx, { args, personId }) {
    // a relay may have held it up while they were given it, or it was taken away, again
    const isHeld =
      personId !== null &&
      (await findGrant(ctx, { personId, ...("role" in args ? { role: args.role } : { groupId: args.groupId }) })) !== null;
    if ((args.change === "given" && !isHeld) || (args.change.startsWith("taken") && isHeld)) return "changed-again";
    const isStaff = "role" in args && isStaffRole(args.role);
    const what = await nameOf(ctx, args);
    if (!what) return "group-gone";
    return { what: args.from ? `${what}, from ${formatDate(args.from)} on` : what, change: args.change, isStaff };
  },
  words: ({ what, change, isStaff }, { name, contactAddress, baseUrl }) => ({
    subject: SUBJECTS[change](name),
    paragraphs: [
      ...SAYS[change](what),
      ...(isStaff ? ["You were signed out everywhere. Sign in again to go on."] : []),
      ...(isStaff && change === "given"
        ? ["Staff sign in with a security code as well; set it up under “Second factor” in your account if you have none yet."]
        : []),
      `If you did not expect this, tell us at ${contactAddress}.`,
    ],
    action: { label: "Sign in", url: `${baseUrl}/sign-in` },
    why: ABOUT_ACCOUNT,
  }),
  samples: {
    "a role of staff, given": { what: "the role “moderator”", change: "given", isStaff: true },
    "a role of staff, given from a later day": { what: "the role “moderator”, from 1 December 2026 on", change: "given", isStaff: true },
    "a role of staff, taken": { what: "the role “moderator”", change: "taken", isStaff: true },
    "a role of staff, taken before its first day": { what: "the role “moderator”", change: "taken-before", isStaff: true },
    "a group": { what: "the group “Finance”", change: "given", isStaff: false },
    "a group that ended before somebody came in": { what: "the group “Finance”", change: "ended-before", isStaff: false },
    "a group that ended": { what: "the group “Finance”", change: "ended", isStaff: false },
  },
});

type Change = "given" | "taken" | "taken-before" | "ended" | "ended-before";

const SUBJECTS: Record<Change, (name: string) => string> = {
  given: (name) => `You have a new role in ${name}`,
  taken: (name) => `A role of yours in ${name} has ended`,
  "taken-before": (name) => `A role of yours in ${name} is taken back`,
  ended: (name) => `A group of yours in ${name} has ended`,
  "ended-before": (name) => `A group of yours in ${name} has ended`,
};
const SAYS: Record<Change, (what: string) => string[]> = {
  given: (what) => [`An administrator gave you: ${what}.`],
  taken: (what) => [`An administrator took away: ${what}.`],
  "taken-before": (what) => [`An administrator took back: ${what}, before the day from which you were to have it.`],
  ended: (what) => [
    `An administrator ended ${what}, for everybody in it.`,
    "You can no longer read what was for this group alone. What you wrote there stays yours, and is in the copy of your data.",
  ],
  "ended-before": (what) => [`An administrator ended ${what}, before the day from which you were to be in it.`],
};

async function nameOf(ctx: Ctx, given: z.infer<typeof args>): Promise<string | null> {
  if ("role" in given) return `the role “${ROLE_WORDS[given.role]}”`;
  const [group] = await findGroupsById(ctx, [given.groupId]);
  return group ? `the group “${group.name}”` : null;
}
