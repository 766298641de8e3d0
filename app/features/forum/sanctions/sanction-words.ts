import type { Moment, SanctionKind } from "~/features/forum/types";
import { formatDate } from "~/lib/dates";

/** The page of a sanction: for the member whom it is about. */
export const sanctionPath = (code: string) => `/forum/sanctions/${code}`;

/** The same for moderators, with what they can do about it. */
export const staffSanctionPath = (code: string) => `/admin/forum/sanctions/${code}`;

/** What moderators know of a member. */
export const staffMemberPath = (ref: string) => `/admin/forum/members/${ref}`;

/** What a moderator did, after “A moderator”: to the member, or about them by name. */
export function laidWords(kind: SanctionKind, member?: string): string {
  const whom = member ?? "you";
  return { warned: `warned ${whom}`, "read-only": `limited ${whom} to reading`, suspended: `suspended ${whom} from the forum` }[kind];
}

export const SANCTION_NAMES: Readonly<Record<SanctionKind, string>> = {
  warned: "Warning",
  "read-only": "Reading only",
  suspended: "Suspension",
};

/** “until the end of 5 December 2026”. */
export const untilWords = (endsAt: Moment | null) => (endsAt ? `until the end of ${formatDate(endsAt)}` : "until a moderator lifts it");

/** What it means for the member while it stands. */
export function meansWords(kind: SanctionKind, endsAt: Moment | null): string {
  if (kind === "warned")
    return "A moderator warned you. Once you have said below that you read it, it no longer keeps you from writing here.";
  return kind === "read-only"
    ? `You can read the forum, and report what is wrong, but not write in it ${untilWords(endsAt)}.`
    : `You cannot read the forum or write in it ${untilWords(endsAt)}. The rest of the site, your account and your newsletters are as they were.`;
}
