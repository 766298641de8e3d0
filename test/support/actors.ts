import { STAFF_ROLES } from "~/features/permissions/permissions";
import type { Actor } from "~/lib/ctx";

type Person = Extract<Actor, { kind: "person" }>;

/** Somebody signed in, for the tables of policies. */
export const anActor = (more: Partial<Person> = {}): Person => ({
  kind: "person",
  personId: "p",
  roles: ["member"],
  groups: [],
  secondFactorAt: null,
  steppedUpAt: null,
  ...more,
});

/** Everybody a policy may be asked about, by one word: each role alone, and whoever has none. */
export const EVERYBODY: Record<string, Actor> = {
  visitor: { kind: "visitor" },
  link: { kind: "link", purpose: "manage", subject: "s", personId: "p" },
  system: { kind: "system", reason: "test" },
  member: anActor(),
  ...Object.fromEntries(STAFF_ROLES.map((role) => [role, anActor({ roles: [role] })])),
};

/** Whom a rule lets pass. */
export const passing = (rule: (actor: Actor) => boolean): string[] => Object.keys(EVERYBODY).filter((word) => rule(EVERYBODY[word]!));
