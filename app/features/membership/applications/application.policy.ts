import type { ApplicationState } from "~/features/membership/types";
import { may } from "~/features/permissions/permissions";
import type { Actor } from "~/lib/ctx";

/** What waits, in the order of the filters; `unproven` ones belong to nobody yet and are shown to nobody. */
export const SHOWN_STATES = ["waiting", "asked", "approved", "declined", "withdrawn"] as const satisfies readonly ApplicationState[];

export const STATE_WORDS: Record<ApplicationState, { label: string; tone?: "grey" | "green" | "yellow" | "red" }> = {
  unproven: { label: "Not confirmed", tone: "grey" },
  waiting: { label: "Waiting" },
  asked: { label: "Question asked", tone: "yellow" },
  approved: { label: "Approved", tone: "green" },
  declined: { label: "Declined", tone: "red" },
  withdrawn: { label: "Withdrawn", tone: "grey" },
};

export const lookBlocker = (actor: Actor): null | "not-a-decider" => (may(actor, "decide-applications") ? null : "not-a-decider");

export type DecisionBlocker = "not-a-decider" | "own" | "settled" | "changed";

/**
 * Why this actor may not decide an application now, or null. `seen` is the version that their page showed: a decision about something else,
 * such as an application whose question was answered meanwhile, is none.
 */
export function decisionBlocker(
  actor: Actor,
  application: { state: ApplicationState; personId: string | null; version: string },
  seen: string | undefined,
): null | DecisionBlocker {
  if (lookBlocker(actor)) return "not-a-decider";
  if (actor.kind === "person" && actor.personId === application.personId) return "own";
  if (!isUndecided(application.state)) return "settled";
  return seen === undefined || seen === application.version ? null : "changed";
}

/** What a page showed of an application's course. */
export const versionOf = (application: { state: ApplicationState; questions: number }) => `${application.state}-${application.questions}`;

export const isUndecided = (state: ApplicationState): boolean => state === "waiting" || state === "asked";

/** What happened first, for the second of two who decide at once. */
export function firstWords({ state, by }: { state: ApplicationState; by: string | null }): string {
  const who = by ?? "Somebody else";
  if (state === "approved") return `${who} approved this application first. Nothing of yours was done.`;
  if (state === "declined") return `${who} declined this application first. Nothing of yours was done.`;
  if (state === "withdrawn") return "The applicant withdrew this application meanwhile. Nothing of yours was done.";
  if (state === "asked") return `${who} asked the applicant a question meanwhile. Nothing of yours was done: read it first.`;
  return "The applicant answered a question meanwhile. Nothing of yours was done: read the answer first.";
}

export const OWN_APPLICATION = "This is your own application. Somebody else decides it.";
