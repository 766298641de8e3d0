import { uuidv7 } from "uuidv7";
import type { Db } from "#db/client.server";
import type { ROLES } from "#db/schema/roles";

export type PersonId = string & { readonly brand?: "person" };
export type Role = (typeof ROLES)[number];

/** Who acts. Roles and groups are the live grants at the start of the request. */
export type Actor =
  | { kind: "visitor" }
  | {
      kind: "person";
      personId: PersonId;
      roles: readonly Role[];
      groups: readonly string[];
      secondFactorAt: Date | null;
      steppedUpAt: Date | null;
      /** The sign-in that a request came with, and how the account stood when it was read. */
      signIn?: { family: string; standing: string };
    }
  /** A mailed token, for its one purpose. */
  | { kind: "link"; purpose: string; subject: string; personId: PersonId | null }
  | { kind: "system"; reason: string };

export type PersonActor = Extract<Actor, { kind: "person" }>;

/** First parameter of every command and query. `now` decides rules; it is never read from the clock inside a room. */
export type Ctx = {
  actor: Actor;
  db: Db;
  now: Date;
  requestId: string;
  /** The last that each transaction asks (`inTransaction`); where it throws, nothing is done. One with an isolation asks around it. */
  beforeCommit?: (ctx: Ctx) => Promise<void>;
};

/** Of somebody who is signed in: first parameter of what is done or shown to nobody else. Access lines that let in nobody else give it. */
export type PersonCtx = Ctx & { actor: PersonActor };

export const isSignedIn = (ctx: Ctx): ctx is PersonCtx => ctx.actor.kind === "person";

export function systemCtx(db: Db, reason: string, now = new Date()): Ctx {
  return { actor: { kind: "system", reason }, db, now, requestId: uuidv7() };
}

export function personIdOf(actor: Actor): PersonId | null {
  return actor.kind === "person" || actor.kind === "link" ? actor.personId : null;
}

/** Whether it is this person who acts, signed in. */
export const isBy = (actor: Actor, personId: string | null): boolean => actor.kind === "person" && actor.personId === personId;

export function hasRole(actor: Actor, ...roles: readonly Role[]): boolean {
  return actor.kind === "person" && roles.some((role) => actor.roles.includes(role));
}
