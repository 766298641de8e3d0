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

/** The machine has as much of this work as it can carry; nothing was done. */
export class BusyError extends Error {
  constructor(readonly what: string) {
    super(`${what} is busy`);
  }
}
