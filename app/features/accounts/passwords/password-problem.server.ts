import type { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { lastKnownSettings } from "~/features/settings/settings.queries.server";
import { PASSWORD_MAX, PASSWORD_MIN, type PasswordProblem, withoutKnownWords } from "./password.policy";

/** Ten thousand million guesses: with the hash of `password.server.ts`, years of a core for one password (`trust.md` B2). */
const ENOUGH_GUESSES_LOG10 = 10;
/**
 * Characters that are looked at: the estimate costs far more than linear time. They hold out by themselves, and what
 * comes after only adds. It runs where pages are made, so its work is bounded instead: the worst text that a search found
 * takes 15 to 30 ms of one core (docs/performance.md).
 */
const LOOKED_AT = 32;
/**
 * Readings of stand-ins (“4” for “a”) that are tried. By its hundred, which it tries if left to itself, a
 * text of signs takes a quarter of a second.
 */
const READINGS = 4;

/**
 * Why a password cannot be chosen, or null. Length counts, composition does not; what remains without the words of its owner and of the
 * site must hold out against somebody who tries leaked passwords, names, places, dates, seasons and keyboard walks first (zxcvbn).
 * @param own the person's own words: address, name, organisation
 */
export async function passwordProblem(password: string, own: readonly string[]): Promise<PasswordProblem | null> {
  if ([...password].length < PASSWORD_MIN) return "too-short";
  if (password.length > PASSWORD_MAX) return "too-long";
  const { name, shortName } = lastKnownSettings();
  const { guessesLog10 } = (await estimator()).check(withoutKnownWords(password, [name, shortName, ...own]));
  return guessesLog10 < ENOUGH_GUESSES_LOG10 ? "too-easy" : null;
}

let made: Promise<ZxcvbnFactory> | null = null;

/** The dictionaries take 30 MB: a process that nobody chooses a password in does without. */
const estimator = () => (made ??= makeEstimator());

async function makeEstimator(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory: Factory }, common, english] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
    import("@zxcvbn-ts/language-en"),
  ]);
  return new Factory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
    maxLength: LOOKED_AT,
    l33tMaxSubstitutions: READINGS,
  });
}
