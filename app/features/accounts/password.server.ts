import { availableParallelism } from "node:os";
import argon2 from "argon2";
import { countVerification } from "~/lib/counts.server";
import { BusyError } from "~/lib/errors";
import { PASSWORD_MAX } from "./password.policy";

/** OWASP's second profile: about 25 ms of one core. More would make signing in a way to stop the site (`trust.md` B1, B3). */
export const PASSWORD_PARAMETERS = { type: argon2.argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** One core is left for pages; who comes when so many wait is told to come again. */
const AT_ONCE = Math.max(1, availableParallelism() - 1);
const LONGEST_QUEUE = 40;

export const hashPassword = (password: string) => inTurn(() => argon2.hash(bounded(password), PASSWORD_PARAMETERS));

/**
 * Whether a password is right, and whether its hash was made with weaker parameters than today's. Without a hash it does the same work, so
 * that nobody learns from the time whether there is an account.
 */
export async function verifyPassword(hash: string | null, password: string): Promise<{ isRight: boolean; isStale: boolean }> {
  const stored = hash ?? (await decoy());
  countVerification();
  const matches = await inTurn(() => argon2.verify(stored, bounded(password)));
  const isRight = matches && hash !== null && password.length <= PASSWORD_MAX;
  return { isRight, isStale: isRight && argon2.needsRehash(stored, PASSWORD_PARAMETERS) };
}

/** A megabyte of password costs no more than the longest that is allowed. */
const bounded = (password: string) => password.normalize("NFC").slice(0, PASSWORD_MAX);

let decoyHash: Promise<string> | null = null;
const decoy = () => (decoyHash ??= argon2.hash("nobody has this password", PASSWORD_PARAMETERS));

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    if (waiting.length >= LONGEST_QUEUE) throw new BusyError("sign-in");
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else {
    running += 1;
  }
  try {
    return await work();
  } finally {
    // the turn passes to whoever waits longest
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}
