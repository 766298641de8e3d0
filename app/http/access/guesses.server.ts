import type { Account } from "~/features/accounts/accounts.queries.server";
import { type Admit, checkPassword, type Holder } from "~/features/accounts/passwords/check-password.server";
import { currentExchange } from "~/http/exchange.server";
import { countAttempt, forgiveAttempts } from "~/http/forms/limits.server";
import type { Ctx } from "~/lib/ctx";
import { BusyError, TooManyError } from "~/lib/errors";
import { type Attempt, takeBack } from "~/lib/rate-limits.server";
import { type CodeHolder, knownBrowser, provenBrowser } from "./known-browser.server";

export type Refused =
  /**
   * `busy`: too many passwords were waiting to be looked at, so this one was not. `changed`: the account, while they signed in; what was
   * given counts for how it stood before.
   */
  | { ok: false; reason: "wrong" | "busy" | "changed" }
  /** This password was not looked at; `isKnown`: on a browser whose own count is used up. */
  | { ok: false; reason: "wait"; seconds: number; isKnown: boolean };

/** Wrong passwords are counted; a right one takes back what it cost, since many share one network (`trust.md` B4). */
export async function countedCheck<T extends { ok: true }>(
  ctx: Ctx,
  address: string,
  password: string,
  letIn: (ctx: Ctx, holder: Holder) => Promise<T | Refused>,
): Promise<T | Refused> {
  const exchange = currentExchange();
  const counted: Attempt[] = [];
  let isKnown = false;
  const admit: Admit = async (account) => {
    const browser = account && knownBrowser(exchange, account);
    isKnown = Boolean(browser);
    await countGuess(address, browser, counted);
    return browser ? null : exchange.client;
  };
  try {
    const result = await checkPassword(ctx, { address, password, device: exchange.device }, admit, letIn);
    if (result.ok || result.reason === "changed") await takeBack(counted);
    return result;
  } catch (error) {
    await takeBack(counted);
    if (error instanceof TooManyError) return { ok: false, reason: "wait", seconds: error.retryAfterSeconds, isKnown };
    if (error instanceof BusyError) return { ok: false, reason: "busy" };
    throw error;
  }
}

/**
 * Counts by the address that was typed: one count for all addresses of an account would tell whoever guesses
 * that they are one person's (`trust.md` B5).
 * @throws {TooManyError} when even a slow guesser would have to wait
 */
async function countGuess(address: string, browser: string | null, counted: Attempt[]): Promise<void> {
  const { client } = currentExchange();
  const key = `${address} ${browser ?? client}`;
  try {
    counted.push(await countAttempt("sign-in", key));
    if (!browser) counted.push(await countAttempt("sign-in-network", client));
  } catch (error) {
    if (!(error instanceof TooManyError)) throw error;
    counted.push(await countAttempt("sign-in-slowly", key));
  }
}

/**
 * A browser that somebody signed in on is counted by itself: whoever has their cookie or their
 * password elsewhere uses up nothing of theirs.
 */
export const guesserOf = (owner: Account) => [owner.personId, knownBrowser(currentExchange(), owner)].join(" ").trim();
/** The same for the app's codes and recovery codes, of a browser that they gave one on. */
export const codeGuesserOf = (holder: CodeHolder) => [holder.personId, provenBrowser(currentExchange(), holder)].join(" ").trim();

/** Guesses are counted until one is right; what was not looked at was none. */
export async function countGuesses<T extends { ok: boolean }>(
  limit: "own-password" | "second-factor",
  key: string,
  look: () => Promise<T>,
): Promise<T> {
  const attempt = await countAttempt(limit, key);
  try {
    const looked = await look();
    if (looked.ok) await forgiveAttempts(limit, key);
    return looked;
  } catch (error) {
    await takeBack([attempt]);
    throw error;
  }
}
