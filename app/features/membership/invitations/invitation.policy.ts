import type { InvitationState } from "~/features/membership/types";
import { POSING } from "~/features/people/posing-name";
import { may } from "~/features/permissions/permissions";
import type { Actor } from "~/lib/ctx";
import { DAY } from "~/lib/dates";

/** Over which time a sponsor's invitations are counted. */
export const QUOTA_SPAN = 365 * DAY;

/** A membership by invitation is looked at anew after this long at most. */
export const LONGEST_STAY = 3 * 365 * DAY;

export const INVITATION_WORDS: Record<InvitationState, { label: string; tone?: "grey" | "green" | "red" }> = {
  open: { label: "Open" },
  accepted: { label: "Accepted", tone: "green" },
  revoked: { label: "Withdrawn", tone: "red" },
  expired: { label: "Expired", tone: "grey" },
};

/** Somebody stands behind each invitation (PMN-26). */
export function sponsorBlocker(actor: Actor): null | "not-a-sponsor" {
  return actor.kind === "person" && may(actor, "invite-specialists") ? null : "not-a-sponsor";
}

export type InviteBlocker =
  | "quota"
  | "already-invited"
  | "asked-too-often"
  | "ends-too-soon"
  | "ends-too-late"
  | "no-group"
  | "posing"
  | "yourself";

/** Why a sponsor may not send this invitation now, or null. */
export function inviteBlocker(
  facts: { sent: number; quota: number; hasOpen: boolean; groups: number; isPosing: boolean; isOwn: boolean },
  { endsAt, now }: { endsAt: Date; now: Date },
): null | Exclude<InviteBlocker, "asked-too-often"> {
  if (facts.isOwn) return "yourself";
  if (facts.isPosing) return "posing";
  if (facts.groups === 0) return "no-group";
  if (endsAt <= now) return "ends-too-soon";
  if (endsAt.getTime() - now.getTime() > LONGEST_STAY) return "ends-too-late";
  if (facts.hasOpen) return "already-invited";
  return facts.sent >= facts.quota ? "quota" : null;
}

export const INVITE_REFUSALS: Record<InviteBlocker, string> = {
  quota: "You have sent as many invitations as one sponsor may in twelve months.",
  "already-invited": "There is an open invitation to this address. You can send it again, or withdraw it, from the list.",
  "asked-too-often": "This address has had several emails from us that nobody has answered today. Try again tomorrow.",
  "ends-too-soon": "The last day must be in the future",
  "ends-too-late": "The last day must be within three years",
  "no-group": "Choose at least one group",
  posing: POSING,
  yourself: "Nobody lets themselves into a group. Ask somebody else to invite you",
};

export type ResendBlocker = "settled" | "nothing-left" | "asked-too-often";

export const RESEND_REFUSALS: Record<ResendBlocker, string> = {
  settled: "This invitation is not open any more, so nothing was sent.",
  "nothing-left": "Its last day is over, or its groups have ended, so nothing was sent.",
  "asked-too-often": "An email goes out once a day at most, so nothing was sent. The link in the earlier email still works.",
};

/** The field that a refusal is about; without one, it is about the whole. */
export const INVITE_FIELDS: Partial<Record<InviteBlocker, string>> = {
  "already-invited": "email",
  "asked-too-often": "email",
  "ends-too-soon": "endsDay",
  "ends-too-late": "endsDay",
  "no-group": "groups",
  posing: "fullName",
  yourself: "email",
};
