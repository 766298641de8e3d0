/** Thrown by rooms, mapped to an answer once in `~/http`, and to “don't retry” in jobs. */
export class NotFoundError extends Error {
  constructor(readonly what: string) {
    super(`${what} not found`);
  }
}

export class ForbiddenError extends Error {
  constructor(readonly reason: string) {
    super(`forbidden: ${reason}`);
  }
}

/** Somebody else changed it first. `current` is what stands now, for the page that shows both texts. */
export class ConflictError extends Error {
  constructor(
    readonly what: string,
    readonly current?: unknown,
  ) {
    super(`${what} changed meanwhile`);
  }
}

/** Everything of theirs was signed out while they asked for it: nothing was done. */
export class SignedOutError extends Error {
  constructor() {
    super("signed out meanwhile");
  }
}

/** Of PostgreSQL. */
const UNIQUE_VIOLATION = "23505";

/** The number of a form names something else, or somebody else's: nothing was stored under it. */
export class SubmissionTakenError extends Error {
  constructor() {
    super("the form's number names something else");
  }
}

/** What `error` and what caused it are called by PostgreSQL or the network. */
const codesOf = function* (error: unknown): Generator<string> {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (typeof code === "string") yield code;
  }
};

/** Of PostgreSQL: a row changed since the snapshot of a repeatable read; two waited for each other. */
const LOST = ["40001", "40P01"];

/** Another transaction went before this one, which was undone whole. The same, begun anew, finds what is there now. */
export const isLostToAnother = (error: unknown): boolean => [...codesOf(error)].some((code) => LOST.includes(code));

/** Also where two forms with one number come at the same moment, and the database tells them apart. */
export function isSubmissionTaken(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof SubmissionTakenError) return true;
    const { code, constraint_name: constraint } = cause as NodeJS.ErrnoException & { constraint_name?: string };
    if (code === UNIQUE_VIOLATION && constraint?.endsWith("_submission")) return true;
  }
  return false;
}

/** There was something here, and it is gone for good. */
export class GoneError extends Error {
  constructor(readonly what: string) {
    super(`${what} is gone`);
  }
}

/** Too many attempts: counted by the web edge or by a room that guards a costly act. */
export class TooManyError extends Error {
  constructor(readonly retryAfterSeconds: number) {
    super("too many attempts");
  }
}

/** A part of a text that may identify a patient, in the words around it. */
export type MarkedWords = { field: string; before: string; marked: string; after: string };

/**
 * A text may identify a patient: its writer is asked before it is stored. What was found is for the answer to them
 * alone; `vouch` comes back with “it is nobody's”.
 */
export class PatientDetailsError extends Error {
  constructor(
    readonly found: MarkedWords[],
    readonly vouch: string,
  ) {
    super("a text may identify a patient");
  }
}

/** A text has words that staff watch for: its writer is told once before it is stored. `heard` comes back when they go on. */
export class WatchedWordsError extends Error {
  constructor(
    readonly found: MarkedWords[],
    readonly heard: string,
  ) {
    super("a text has watched words");
  }
}

/** A text cannot be stored as it is: the form comes back with the sentence beside its field. */
export class RefusedTextError extends Error {
  constructor(
    readonly field: string,
    readonly sentence: string,
  ) {
    super("a text was refused");
  }
}

/** Something that the portal stands on cannot be reached, or refuses: nothing was done. */
export class AwayError extends Error {
  constructor(readonly what: string) {
    super(`${what} cannot be reached`);
  }
}

/** The machine has as much of this work as it can carry; nothing was done. */
export class BusyError extends Error {
  constructor(readonly what: string) {
    super(`${what} is busy`);
  }
}

/**
 * The connection is gone, refused or slow to come, the server is starting or stopping, or a statement took too long; or two acts waited for
 * each other, and this one was given up.
 */
const DOWN = /^(ECONN|ENOTFOUND|EPIPE|ETIMEDOUT|CONNECT|CONNECTION_|08|40P01|53|57)/;

export const isDatabaseDown = (error: unknown): boolean => [...codesOf(error)].some((code) => DOWN.test(code));

/** Another change holds what this needs, for longer than it waits. */
export const isHeldUp = (error: unknown): boolean => [...codesOf(error)].includes("55P03");
