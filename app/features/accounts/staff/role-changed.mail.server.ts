import { z } from "zod";
import { ROLES } from "#db/schema/roles";
import { ABOUT_ACCOUNT } from "~/features/accounts/mail-words";
import { mailKind, SAMPLE_DAY } from "~/features/mail/messages/mail-kind.server";
import { findGrant } from "~/features/permissions/grants.server";
import { findGroupsById } from "~/features/permissions/groups.queries.server";
import { isStaffRole, ROLE_WORDS } from "~/features/permissions/permissions";
import type { Ctx } from "~/lib/ctx";
import { DAY, formatDate, later } from "~/lib/dates";

/** `taken-before`: the day from which they were to have it. */
const change = z.enum(["given", "taken", "taken-before"]);
const args = z.union([
  z.object({ change, role: z.enum(ROLES) }),
  /** `ended`: the group itself, for everybody in it; `ended-before`: for whoever was to come in later. */
  z.object({ change: z.enum([...change.options, "ended", "ended-before"]), groupId: z.uuid() }),
]);

type Dates = { from: Date | null; until: Date | null };
const NO_DATES: Dates = { from: null, until: null };

/** What somebody may do or see was changed by an administrator. */
export const roleChangedMail = mailKind({
  name: "role-changed",
  class: "security",
  args,
  async load(ctx, { args, personId }) {
    // a relay may have held it up while they were given it, or it was taken away, again
    const held = personId && (await findGrant(ctx, { personId, ...("role" in args ? { role: args.role } : { groupId: args.groupId }) }));
    if ((args.change === "given" && !held) || (args.change.startsWith("taken") && held)) return "changed-again";
    const isStaff = "role" in args && isStaffRole(args.role);
    const what = await nameOf(ctx, args);
    if (!what) return "group-gone";
    const when = args.change === "given" && held ? { from: held.startsAt > ctx.now ? held.startsAt : null, until: held.endsAt } : NO_DATES;
    return { what, isGroup: !("role" in args), change: args.change, ...when, isStaff };
  },
  words: ({ what, isGroup, change, from, until, isStaff }, { name, contactAddress, baseUrl }) => ({
    subject: SUBJECTS[change](isGroup ? "group" : "role", name),
    paragraphs: [
      ...SAYS[change](isGroup ? `the group ${what}` : `the role ${what}`, isGroup, datesInWords({ from, until })),
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
    "a role of staff, given": { what: "“moderator”", isGroup: false, change: "given", ...NO_DATES, isStaff: true },
    "a role of staff, given for a time": {
      what: "“moderator”",
      isGroup: false,
      change: "given",
      from: SAMPLE_DAY,
      until: later(SAMPLE_DAY, 20 * DAY),
      isStaff: true,
    },
    "a role of staff, taken": { what: "“moderator”", isGroup: false, change: "taken", ...NO_DATES, isStaff: true },
    "a role of staff, taken before its first day": {
      what: "“moderator”",
      isGroup: false,
      change: "taken-before",
      ...NO_DATES,
      isStaff: true,
    },
    "a group": { what: "“Finance”", isGroup: true, change: "given", ...NO_DATES, isStaff: false },
    "a group, taken": { what: "“Finance”", isGroup: true, change: "taken", ...NO_DATES, isStaff: false },
    "a group that ended before somebody came in": { what: "“Finance”", isGroup: true, change: "ended-before", ...NO_DATES, isStaff: false },
    "a group that ended": { what: "“Finance”", isGroup: true, change: "ended", ...NO_DATES, isStaff: false },
  },
});

type Change = "given" | "taken" | "taken-before" | "ended" | "ended-before";

const SUBJECTS: Record<Change, (what: "role" | "group", name: string) => string> = {
  given: (what, name) => `You have a new ${what} in ${name}`,
  taken: (what, name) => `A ${what} of yours in ${name} was taken away`,
  "taken-before": (what, name) => `A ${what} of yours in ${name} is taken back`,
  ended: (what, name) => `A ${what} of yours in ${name} has ended`,
  "ended-before": (what, name) => `A ${what} of yours in ${name} has ended`,
};
const SAYS: Record<Change, (what: string, isGroup: boolean, when: string) => string[]> = {
  given: (what, isGroup, when) => [isGroup ? `An administrator added you to ${what}${when}.` : `An administrator gave you ${what}${when}.`],
  taken: (what, isGroup) => [isGroup ? `An administrator took you out of ${what}.` : `An administrator took ${what} away from you.`],
  "taken-before": (what, isGroup) => [
    `An administrator took back ${what}, before the day from which you were to ${isGroup ? "be in" : "have"} it.`,
  ],
  ended: (what) => [
    `An administrator ended ${what}, for everybody in it.`,
    "You can no longer read what was for this group alone. What you wrote there stays yours, and is in the copy of your data.",
  ],
  "ended-before": (what) => [`An administrator ended ${what}, before the day from which you were to be in it.`],
};

/** “, from 1 December 2026 until 20 December 2026”; nothing where it begins at once and has no end. */
const datesInWords = ({ from, until }: Dates) =>
  from || until ? `,${from ? ` from ${formatDate(from)}` : ""}${until ? ` until ${formatDate(until)}` : " on"}` : "";

async function nameOf(ctx: Ctx, given: z.infer<typeof args>): Promise<string | null> {
  if ("role" in given) return `“${ROLE_WORDS[given.role]}”`;
  const [group] = await findGroupsById(ctx, [given.groupId]);
  return group ? `“${group.name}”` : null;
}
