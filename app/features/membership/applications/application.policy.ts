import type { ApplicationState } from "~/features/membership/types";
import { may } from "~/features/permissions/permissions";
import { type Actor, isBy } from "~/lib/ctx";

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

/** Besides one's own, what happened to it first. */
export type DecisionBlocker = "own" | Exclude<ApplicationState, "waiting"> | "answered";

/**
 * Why this actor may not decide an application now, or null. `seen` is the version that their page showed: a decision about something else,
 * such as an application whose question was answered meanwhile, is none.
 */
export function decisionBlocker(
  actor: Actor,
  application: { state: ApplicationState; personId: string | null; version: string },
  seen: string | undefined,
): null | "not-a-decider" | DecisionBlocker {
  if (lookBlocker(actor)) return "not-a-decider";
  if (isBy(actor, application.personId)) return "own";
  const { state, version } = application;
  if (!isUndecided(state)) return state;
  if (seen === undefined || seen === version) return null;
  return state === "asked" ? "asked" : "answered";
}

/** What a page showed of an application's course. */
export const versionOf = (application: { state: ApplicationState; questions: number }) => `${application.state}-${application.questions}`;

/** How many questions such a page showed. */
export const questionsSeen = (version: string | undefined): number => Number(/-(\d{1,9})$/.exec(version ?? "")?.[1] ?? 0);

export const isUndecided = (state: ApplicationState): state is "waiting" | "asked" => state === "waiting" || state === "asked";

/** For the second of two who decide at once: `who` was first. */
export const DECISION_REFUSALS: Record<DecisionBlocker, (who: string) => string> = {
  own: () => "This is your own application. Somebody else decides it.",
  unproven: () => "The applicant has not confirmed this application yet.",
  approved: (who) => `${who} approved this application first. Nothing of yours was done.`,
  declined: (who) => `${who} declined this application first. Nothing of yours was done.`,
  withdrawn: () => "The applicant withdrew this application meanwhile. Nothing of yours was done.",
  asked: (who) => `${who} asked the applicant a question meanwhile. Nothing of yours was done: read it first.`,
  answered: () => "The applicant answered a question meanwhile. Nothing of yours was done: read the answer first.",
};

export const decisionRefusal = ({ reason, by }: { reason: DecisionBlocker; by: string | null }): string =>
  DECISION_REFUSALS[reason](by ?? "Somebody else");

/** Why an applicant cannot be put where they work: in two organisations at once, or in one by another's code. */
export const NAME_IS_SHARED = "We know more than one organisation of this name. Enter the ODS code of the right one";
export const codeIsAnothers = ({ name, odsCode }: { name: string; odsCode: string | null }): string =>
  `${odsCode} is ${name} in our list. Enter that name, or correct the code`;
