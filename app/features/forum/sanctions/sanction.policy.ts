import type { SanctionKind } from "~/features/forum/types";
import { isStaffRole } from "~/features/permissions/permissions";
import { type Actor, isBy, type Role } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";

export type SanctionBlocker = "yourself" | "staff" | "standing";
export type SanctionEndBlocker = "end-missing" | "end-past" | "end-too-far" | "warning-ends";
export type LiftBlocker = "yourself" | "over" | "appealed";
export type SanctionAppealBlocker = "not-yours" | "appealed" | "undone";
export type SanctionDecisionBlocker = "yourself" | "own-act" | "no-appeal" | "decided";

/** A year: whoever should stay away for longer is suspended until somebody lifts it, and that is looked at again. */
const MOST_DAYS = 366;

/** A sanction, as far as anybody's next step depends on it. */
export type SanctionState = {
  personId: string;
  moderatorId: string | null;
  /** It holds now: neither its time is over nor was it lifted, taken back or, a warning, read. */
  isStanding: boolean;
  isUndone: boolean;
  isAppealed: boolean;
  isDecided: boolean;
};

/** Of moderators: upon members, not upon other staff, and each kind once at a time. */
export function sanctionBlocker(
  actor: Actor,
  member: { personId: string; roles: readonly Role[]; standing: readonly SanctionKind[] },
  kind: SanctionKind,
): SanctionBlocker | null {
  if (isBy(actor, member.personId)) return "yourself";
  if (member.roles.some(isStaffRole)) return "staff";
  return member.standing.includes(kind) ? "standing" : null;
}

/** Reading only ends on a day; a suspension may, and a warning is over when it was read. */
export function sanctionEndBlocker(kind: SanctionKind, endsAt: Date | null, now: Date): SanctionEndBlocker | null {
  if (kind === "warned") return endsAt ? "warning-ends" : null;
  if (!endsAt) return kind === "read-only" ? "end-missing" : null;
  if (endsAt <= now) return "end-past";
  return endsAt > later(now, MOST_DAYS * DAY) ? "end-too-far" : null;
}

/** Of moderators: `lifted` ends what stands, `undone` takes back what was wrong, whenever. An appeal that waits is decided instead. */
export function liftBlocker(actor: Actor, sanction: SanctionState, as: "lifted" | "undone"): LiftBlocker | null {
  if (isBy(actor, sanction.personId)) return "yourself";
  if (as === "lifted" ? !sanction.isStanding : sanction.isUndone) return "over";
  return sanction.isAppealed && !sanction.isDecided ? "appealed" : null;
}

/** Once, by whom it was laid upon. */
export function sanctionAppealBlocker(actor: Actor, sanction: SanctionState): SanctionAppealBlocker | null {
  if (!isBy(actor, sanction.personId)) return "not-yours";
  if (sanction.isAppealed) return "appealed";
  return sanction.isUndone ? "undone" : null;
}

/** Of moderators: somebody else decides than who acted, and nobody about themselves. */
export function sanctionDecisionBlocker(actor: Actor, sanction: SanctionState): SanctionDecisionBlocker | null {
  if (!sanction.isAppealed) return "no-appeal";
  if (sanction.isDecided) return "decided";
  if (isBy(actor, sanction.personId)) return "yourself";
  return isBy(actor, sanction.moderatorId) ? "own-act" : null;
}

export const SANCTION_REFUSALS: Record<SanctionBlocker, string> = {
  yourself: "This is you: another moderator decides.",
  staff: "They hold a role of staff. An administrator takes that from them first.",
  standing: "This stands already: lift it first, or let it stand.",
};

export const SANCTION_END_REFUSALS: Record<SanctionEndBlocker, string> = {
  "end-missing": "Enter the day until which they can only read",
  "end-past": "Enter a day that is to come",
  "end-too-far": "Enter a day within a year",
  "warning-ends": "A warning is over when they have read it: leave this empty",
};

/** What a refused sanction says, and beside which field of its form: the end's, or `field`. */
export const sanctionRefusal = (reason: SanctionBlocker | SanctionEndBlocker, field?: string): [message: string, field?: string] =>
  reason in SANCTION_END_REFUSALS
    ? [SANCTION_END_REFUSALS[reason as SanctionEndBlocker], "untilDay"]
    : [SANCTION_REFUSALS[reason as SanctionBlocker], field];

export const LIFT_REFUSALS: Record<LiftBlocker, string> = {
  yourself: "This is about you: another moderator decides.",
  over: "This is over already.",
  appealed: "They appealed: the decision about that takes it back or lets it stand.",
};

export const SANCTION_APPEAL_REFUSALS: Record<SanctionAppealBlocker, string> = {
  "not-yours": "Only the member whom this is about can appeal.",
  appealed: "You appealed already. Each decision can be appealed once.",
  undone: "This was taken back already.",
};

export const SANCTION_DECISION_REFUSALS: Record<SanctionDecisionBlocker, string> = {
  yourself: "This is about you: another moderator decides.",
  "own-act": "You did this: another moderator decides about the appeal.",
  "no-appeal": "Nobody appealed.",
  decided: "This appeal is decided already.",
};
