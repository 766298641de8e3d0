import { knownAsker } from "~/http/access/known-browser.server";
import { currentExchange } from "~/http/exchange.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { TooManyError } from "~/lib/errors";
import { consume, forget, type RateLimit, WRITING } from "~/lib/rate-limits.server";

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** Every limit of the web edge: how many in how many seconds, and for what. */
export const LIMITS = {
  /** Wrong passwords for one address, from one network or one browser that it signed in on before. */
  "sign-in": { points: 10, seconds: 5 * MINUTE },
  /** Wrong passwords of one network for any account. Whole health boards share one. */
  "sign-in-network": { points: 100, seconds: 5 * MINUTE },
  /** What is still let through for one address when those are used up: guessing is slowed down, and nobody kept out by who guesses. */
  "sign-in-slowly": { points: 1, seconds: 15 },
  /**
   * Codes of the second factor, for one person, or for one browser that they gave one on before. Nobody guesses at six digits any faster.
   */
  "second-factor": { points: 10, seconds: 5 * MINUTE },
  /**
   * The current password, with the app's code or a recovery code, asked again before a change: for one person,
   * or one browser that they signed in on before.
   */
  "own-password": { points: 10, seconds: 15 * MINUTE },
  /**
   * Passwords chosen by one person, or behind one mailed link: to judge one takes up to 30 ms of the whole process, and to hash it more.
   */
  "new-password": { points: 20, seconds: 15 * MINUTE },
  /** Copies of everything that is held about one person, made for them: each reads every table. */
  "own-copy": { points: 10, seconds: 24 * HOUR },
  /** Lists for letters and calls that one member of staff makes: each hands out the addresses of everybody on it. */
  "contact-list": { points: 20, seconds: 24 * HOUR },
  /** Addresses that one person asks to add: each asking is a mail to a stranger's mailbox. */
  "add-address": { points: 10, seconds: 24 * HOUR },
  /** Links to a new password, for one network or one browser that somebody signed in on; the people room counts them by address. */
  "forgot-password": { points: 20, seconds: HOUR },
  /** What is still let through, of each that slows down, when that is used up: nobody keeps their network from it. */
  slowly: { points: 1, seconds: MINUTE },
  /** Newsletter mails asked for by address, for one network; `people` counts them by address. Many practices share one network. */
  "newsletter-mail": { points: 60, seconds: HOUR },
  /** Applications to join, for one network; `people` counts them by address. */
  register: { points: 60, seconds: HOUR },
  /** Applications sent faster than a person reads the form, for one network: a filled-in browser is let through, a program soon waits. */
  "register-in-haste": { points: 20, seconds: HOUR },
  /** Invitations, for one sponsor; a quota counts them over the year. */
  invite: { points: 30, seconds: HOUR },
  /** Enquiries, for one person or network: each is read by a person. */
  enquiry: { points: 30, seconds: HOUR },
  /** What readers say of pages, for one person or network. Many practices share one network. */
  feedback: { points: 60, seconds: HOUR },
  /** Searches, for one person or network: each costs more than a page. Many practices share one network. */
  search: { points: 120, seconds: MINUTE },
  /** Topics, replies and comments of one person. */
  writing: WRITING,
  /** Pictures and files that one person adds: each picture takes a second of a processor. */
  upload: { points: 100, seconds: HOUR },
  /** Posts that one person, or visitors of one network, report: each is read by a moderator, and may hide a text. */
  report: { points: 20, seconds: HOUR },
  /** Drafts saved and previews asked for while one person types: a save every two seconds, and as many looks. */
  draft: { points: 900, seconds: 10 * MINUTE },
  /** Lists of names, topics and pages that open while one person types. */
  suggest: { points: 600, seconds: 10 * MINUTE },
  /** Those of them that name others than who wrote in the topic: the members are no list to be read. */
  "suggest-anybody": { points: 300, seconds: 24 * HOUR },
  /**
   * Forms kept for somebody who has to sign in first, for one person, browser or network; a long one counts
   * several times. Many practices share one network.
   */
  "kept-form": { points: 300, seconds: 10 * MINUTE },
  /** Anything that is sent but to sign in, for one person, or one network where nobody is signed in. */
  post: { points: 300, seconds: MINUTE },
} as const satisfies Record<string, Omit<RateLimit, "name">>;

export type Limit = keyof typeof LIMITS;

/**
 * Who is counted where anybody may come: the person where one is signed in, whoever signed in last on this
 * browser, else the network, which many share.
 */
export const askerOf = ({ actor }: Pick<Ctx, "actor">) => personIdOf(actor) ?? knownAsker(currentExchange()) ?? currentExchange().client;

/**
 * Counts one attempt, or as many as it weighs; keys are made of what the server knows, never of names that a request chooses.
 * @throws {TooManyError} when there were too many already
 */
export const countAttempt = (limit: Limit, key: string, weight = 1) => consume({ name: limit, ...LIMITS[limit] }, key, weight);

/** The same where many share what is counted: used up, it slows them down, and stops nobody. */
export async function countOrSlowDown(limit: Limit, key: string) {
  try {
    return await countAttempt(limit, key);
  } catch (error) {
    if (!(error instanceof TooManyError)) throw error;
    return countAttempt("slowly", `${limit} ${key}`);
  }
}

/** Forgets the attempts, after a success. */
export const forgiveAttempts = (limit: Limit, key: string) => forget({ name: limit, ...LIMITS[limit] }, key);
