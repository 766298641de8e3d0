import { availableParallelism } from "node:os";
import argon2 from "argon2";
import { countVerification } from "~/lib/counts.server";
import { makeFairQueue, type Waiter } from "./fair-queue";
import { PASSWORD_MAX } from "./password.policy";

/** OWASP's second profile: about 25 ms of one core. More would make signing in a way to stop the site (`trust.md` B1, B3). */
export const PASSWORD_PARAMETERS = { type: argon2.argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** One core is left for pages. Forty wait about a second; whoever comes then with more than their share is told to come again. */
const inTurn = makeFairQueue({ atOnce: Math.max(1, availableParallelism() - 1), longest: 40, what: "sign-in" });

/** @throws {BusyError} when too many wait already */
export const hashPassword = (password: string, whose: string) =>
  inTurn({ known: whose }, () => argon2.hash(bounded(password), PASSWORD_PARAMETERS));

/**
 * Whether a password is right, and whether its hash was made with weaker parameters than today's. Without a hash it does the same work, so
 * that nobody learns from the time whether there is an account.
 * @param waiter the network of a stranger, or the account of who is signed in, or comes with a browser that it signed in on before
 * @throws {BusyError} when too many wait already
 */
export async function verifyPassword(
  hash: string | null,
  password: string,
  waiter: Waiter,
): Promise<{ isRight: boolean; isStale: boolean }> {
  const stored = hash ?? (await decoy());
  countVerification();
  const matches = await inTurn(waiter, () => argon2.verify(stored, bounded(password)));
  const isRight = matches && hash !== null && password.length <= PASSWORD_MAX;
  return { isRight, isStale: isRight && argon2.needsRehash(stored, PASSWORD_PARAMETERS) };
}

/** A megabyte of password costs no more than the longest that is allowed. */
const bounded = (password: string) => password.normalize("NFC").slice(0, PASSWORD_MAX);

let decoyHash: Promise<string> | null = null;
const decoy = () => (decoyHash ??= argon2.hash("nobody has this password", PASSWORD_PARAMETERS));
