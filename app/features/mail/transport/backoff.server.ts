import type { Ended } from "./batch.server";
import type { LeasedMessage } from "./claim.server";
import { domainOf, type Rest } from "./domain-rests.server";
import type { RelayTrouble } from "./smtp-outcome.policy";

/** What the results of one send loop say about the relay and about domains. */
export type Backoff = {
  /** Why nothing more begins. */
  trouble: RelayTrouble | null;
  /** Who heard of a limit, or lost the connection, one after the other. */
  limited: Set<string>;
  /** Domains that have just begun to rest, each with the moment up to which claims may have leased for it before: that is given back. */
  resting: Map<string, number>;
};

export const newBackoff = (): Backoff => ({
  trouble: null,
  limited: new Set(),
  resting: new Map(),
});

/** Milliseconds after which no claim is at work any more that began before a rest did; every rest is longer. */
const CLAIM_AT_MOST = 60_000;
/** Recipients in a row that hear of a limit, or lose the connection, before it is taken for more than theirs. */
const LIMITED_IN_A_ROW = 5;
/** No domain rests for these, whoever it was for. */
const OURS: ReadonlySet<RelayTrouble> = new Set(["sign-in-refused", "unsigned"]);

/**
 * Takes one result in, and gives the domain that rests because of it. A limit or a lost connection can be one recipient's;
 * several, one after the other, mean that the relay is not well, or their domain where they share one. Who was put off before proves
 * nothing: some hear it each time, and those are due together, with nobody else between them.
 */
export function noteResult(backoff: Backoff, { message, outcome }: Ended): Rest[] {
  if (outcome.relay) backoff.trouble = outcome.relay;
  const domain = domainOf(message.toEmail);
  let rests = outcome.domain === true;
  if (outcome.limit) {
    if (message.attempt > 0 && !OURS.has(outcome.limit)) return [];
    backoff.limited.add(message.toEmail);
    if (backoff.limited.size < LIMITED_IN_A_ROW) return [];
    rests = !OURS.has(outcome.limit) && [...backoff.limited].every((address) => domainOf(address) === domain);
    if (!rests) backoff.trouble = outcome.limit;
  }
  if (outcome.state !== "pending") backoff.limited.clear();
  if (!rests) return [];
  backoff.resting.set(domain, performance.now() + CLAIM_AT_MOST);
  return [{ domain, smtpCode: outcome.smtpCode, smtpStatus: outcome.smtpStatus }];
}

/** A code, or an answer about somebody's rights. */
export const isUrgent = ({ class: messageClass }: LeasedMessage) => messageClass === "rights" || messageClass === "security";

/** What is urgent waits for no rest. */
export const isAtRest = ({ resting }: Backoff, message: LeasedMessage): boolean =>
  !isUrgent(message) && (resting.get(domainOf(message.toEmail)) ?? 0) > performance.now();

/** Recipients in a row after whom “gone” is taken for a server that lost its list of users. */
const GONE_IN_A_ROW = 5;
/** More than can return at once: those before them have been looked at. */
const REMEMBERED = 100;
const REMEMBERED_DOMAINS = 1000;

/** In the place of a domain: whoever single mails went to. A mailing has its own count of those. */
const ANYWHERE = "";

/**
 * `gone` has, of each recipient at a domain since somebody there was reached, the message that heard that they are gone; and the same of
 * single mails to anywhere. It outlives a loop, as single mails come few at a time.
 */
export function noteGone(gone: Map<string, Map<string, string>>, { message, outcome }: Ended): void {
  const domain = domainOf(message.toEmail);
  if (outcome.state === "accepted") {
    gone.delete(ANYWHERE);
    gone.set(domain, new Map());
  }
  if (gone.size > REMEMBERED_DOMAINS) gone.delete(gone.keys().next().value!);
  // where others were reached, those that are left after they were put off are the ones that are gone
  const isLeft = message.attempt > 0 && gone.get(domain)?.size === 0;
  if (!outcome.undeliverable || isLeft) return;
  for (const key of message.mailingId ? [domain] : [domain, ANYWHERE]) {
    const heard = gone.get(key) ?? new Map<string, string>();
    // the first that heard it: what that said is taken back
    if (!heard.has(message.toEmail)) heard.set(message.toEmail, message.id);
    if (heard.size > REMEMBERED) heard.delete(heard.keys().next().value!);
    gone.delete(key);
    gone.set(key, heard);
  }
}

/** Of those that returned and where they were, the messages that do not count for having heard “gone”. */
export const doubted = (gone: Map<string, Map<string, string>>, ended: Ended[]): string[] =>
  [...new Set([ANYWHERE, ...ended.map(({ message }) => domainOf(message.toEmail))])].flatMap((key) => {
    const heard = gone.get(key);
    return heard && heard.size >= GONE_IN_A_ROW ? [...heard.values()] : [];
  });
