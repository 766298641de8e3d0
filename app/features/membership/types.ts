import type { APPLICATION_STATES } from "#db/schema/membership";

export type ApplicationState = (typeof APPLICATION_STATES)[number];

/** A list that one may tick while joining; its slug is the box's value. */
export type JoiningChoice = { slug: string; label: string };

/** What the page behind a mailed link has to ask of whoever opened it. */
export type Entry =
  /** Nobody with an account holds the address: choose a password. */
  | "new"
  /** Its holder has an account: sign in first. */
  | "sign-in"
  /** Somebody else is signed in here. */
  | "other-account"
  /** Its holder is signed in. */
  | "ready";

export type InvitationState = "open" | "accepted" | "revoked" | "expired";
