import type { Role } from "~/lib/ctx";

/** What a person is to the network, as staff see it. */
export const PERSON_STATES = {
  member: "Member",
  specialist: "Specialist",
  applicant: "Applicant",
  contact: "Contact",
  left: "Left",
} as const;
export type PersonState = keyof typeof PERSON_STATES;

export const isPersonState = (word: string): word is PersonState => Object.hasOwn(PERSON_STATES, word);

/** What else holds for somebody, as staff look for it. */
export const STANDINGS = {
  suspended: "Suspended",
  restricted: "Restricted",
  stale: "Details not checked for a year",
  unreached: "Email comes back",
} as const;
export type Standing = keyof typeof STANDINGS;

export const isStanding = (word: string): word is Standing => Object.hasOwn(STANDINGS, word);

/** From what they hold now: a contact has never been let in and has no account, an applicant has one. */
export function stateOf(person: {
  erasedAt: Date | null;
  accountState: "active" | "suspended" | "closed" | null;
  roles: readonly Role[];
  groups: readonly string[];
  wasMember: boolean;
}): PersonState {
  if (person.erasedAt || person.accountState === "closed") return "left";
  if (person.roles.includes("member")) return "member";
  if (person.groups.length > 0) return "specialist";
  if (person.wasMember) return "left";
  return person.accountState === null ? "contact" : "applicant";
}
