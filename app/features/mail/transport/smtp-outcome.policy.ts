import type { MessageClass } from "~/features/mail/types";

/** How one attempt to hand a message to the relay ended. */
export type SendResult =
  | { ok: true; response: string }
  | {
      ok: false;
      /** Whether the server's 354 was seen and the message begun. Without an answer after that nobody knows. */
      begun: boolean;
      /** nodemailer's code, e.g. `ECONNECTION`. */
      code: string;
      /** The SMTP command that was refused, where one was. */
      command?: string;
      responseCode?: number;
      response?: string;
    };

/** In the place of nodemailer's code: there was no attempt. */
export const NOT_TRIED = "ENOTTRIED";
/** The server takes no sign-in, and we have one. */
export const NO_SIGN_IN = "ENOSIGNIN";

export type Outcome = {
  state: "accepted" | "failed" | "deferred" | "pending" | "unknown";
  reason: string | null;
  smtpCode: number | null;
  smtpStatus: string | null;
  queueId: string | null;
  /** The mailbox is gone: nothing more goes there until its owner proves it again. */
  undeliverable?: true;
  /** Nothing is wrong with this message: the relay wants no mail at the moment, and why. */
  relay?: RelayTrouble;
  /** The servers of the recipient's domain want no mail from us for a while, whoever it is for. */
  domain?: true;
  /** What would be wrong with the relay if several recipients in a row heard the same; one alone proves nothing. */
  limit?: RelayTrouble;
};
export type RelayTrouble =
  | "unreachable"
  | "not-encrypted"
  | "sign-in-not-offered"
  | "sign-in-refused"
  | "sender-refused"
  | "unsigned"
  | "throttled"
  | "disconnecting";

/** What a server says in earnest is shorter; what is longer would keep the worker reading. */
const LONGEST_READ = 2000;

/**
 * What an attempt means for its message: decided by the command that was answered, then the code, the enhanced status, and the words last.
 */
export function readOutcome(result: SendResult, messageClass: MessageClass): Outcome {
  const text = (result.response ?? "").slice(0, LONGEST_READ);
  if (result.ok) return { ...replyOf(250, text), state: "accepted", reason: null, queueId: queueIdOf(text) };
  const reply = replyOf(result.responseCode ?? null, text);
  if (result.code === NOT_TRIED) return { ...reply, state: "pending", reason: null };
  if (reply.smtpCode === null) return withoutAnswer(result, messageClass, reply);
  const answer = { code: reply.smtpCode, status: reply.smtpStatus ?? "", words: wordsOf(text) };
  const relay = relayTrouble(result, answer);
  if (relay) return { ...reply, ...again(relay) };
  return { ...reply, ...(answer.code < 500 ? later(answer) : refusal(answer, result.command)) };
}

/** Reasons of refusals that are about what we send, not about whom. Enough of them stop a mailing. */
export const CONTENT_REASONS: readonly string[] = ["policy", "too-large", "build-failed"];
/** Those, and refusals for good of whom it goes to. A full mailbox is neither. */
export const REFUSED_REASONS: readonly string[] = [...CONTENT_REASONS, "refused", "no-such-mailbox"];

/** Minutes until the next attempt, by the number of those made. */
const PAUSES = [5, 15, 60, 240, 480];

/** Seconds to wait after a temporary refusal. `jitter` is between 0 and 1 and spreads the retries of a mailing. */
export function retryPause(attempt: number, jitter: number): number {
  const minutes = PAUSES[Math.min(Math.max(attempt, 1), PAUSES.length) - 1]!;
  return Math.round(minutes * 60 * (0.8 + 0.4 * jitter));
}

function withoutAnswer(result: Extract<SendResult, { ok: false }>, messageClass: MessageClass, reply: Reply): Outcome {
  if (!result.begun && (TROUBLES[result.code] || isBeforeRecipient(result.command)))
    return { ...reply, ...again(TROUBLES[result.code] ?? "unreachable") };
  // A server that greets and then falls silent or hangs up may do so for this recipient alone, and each time.
  if (!result.begun) return { ...reply, state: "deferred", reason: "no-answer", limit: "disconnecting" };
  // Lists are at most once: what may have arrived is not sent again. Other mails are harmless to repeat.
  if (messageClass === "list") return { ...reply, state: "unknown", reason: "no-answer" };
  return { ...reply, state: "deferred", reason: "no-answer" };
}

/** By nodemailer's codes, and our own. */
const TROUBLES: Record<string, RelayTrouble> = { ETLS: "not-encrypted", EAUTH: "sign-in-refused", [NO_SIGN_IN]: "sign-in-not-offered" };

/** A loss has no command: those of a message are sent together. */
const isBeforeRecipient = (command = "RCPT TO") => command !== "RCPT TO" && command !== "DATA";

const again = (relay: RelayTrouble) => ({ state: "pending" as const, reason: null, relay });

type Answer = { code: number; status: string; words: string };

/** Whose space is short: without one of these, the server's own. */
const SOMEBODY = /mailbox|inbox|recipient|user|account/i;

/** “Sign in first”, “encrypt first”. */
const SIGN_IN_CODES = new Set([530, 534, 535, 538]);

/** Before there is a recipient, an answer is about us. At RCPT it never is; at DATA only where the server itself is out of breath. */
function relayTrouble({ code: error, command = "", begun }: Extract<SendResult, { ok: false }>, answer: Answer): RelayTrouble | null {
  const { code, status } = answer;
  const isTemporary = code < 500;
  if (error === "ETLS" && !isTemporary) return "not-encrypted";
  if (error === "EAUTH") return isTemporary ? "throttled" : "sign-in-refused";
  if (command === "RCPT TO") return null;
  if (command === "DATA") {
    if (begun) return null;
    if (SIGN_IN_CODES.has(code)) return "sign-in-refused";
    const isTheirs = /^4\.[127]\./.test(status) || isGreylisting(answer) || (isOneMailbox(answer) && SOMEBODY.test(answer.words));
    return isTemporary && !isTheirs ? "throttled" : null;
  }
  if (SIGN_IN_CODES.has(code)) return "sign-in-refused";
  if (isTemporary || isOurLimit(answer)) return "throttled";
  if (command !== "MAIL FROM") return "unreachable";
  return code === 552 || isTooLarge(answer) ? null : "sender-refused";
}

/** Gmail and Microsoft number what they hold against a sender's domain or network. */
const DOMAIN_STATUS = /^4\.7\.(2[4-9]|3[0-2]|[56]\d\d|8[5-9]\d)$/;
const DOMAIN_WORDS =
  /unusual rate|rate limited (due|because)|\b(mail|messages?)\b.{0,40} rate limited|\b(ip|sender|sending|poor|low|bad|email) reputation\b|\breputation of\b|messages? from\b.{0,20} (temporarily|permanently) deferred|temporarily deferred due to unresolvable|user complaints|untrusted ip|(limit|rate|too many)\b.{0,40} (this|recipient|destination) domain|(this|recipient|destination) domain .{0,40}(limit|rate|too many)/i;
/** What one recipient hears too much of, or may. */
const ONE_MAILBOX =
  /receiving mail (at a rate|too quickly)|(mailbox|user|recipient|account) (has )?(received|receiving) too (much|many)|messages to deferred|too many .{0,30}(to|for) this (user|recipient|mailbox|address)\b(?! domain)|\b(recipient|user|mailbox|inbox)('s)?\b(?! domain)[^.;]{0,40}(\brate\b|rate.?limit|throttl|too many|hourly|per hour|maximum messages|(message|thread) limit)/i;
const ONE_MAILBOX_STATUS = /^[45]\.2\.12[12]$/;
const LIMIT_WORDS =
  /\brate\b|too (many|much|fast)|throttl|slow(er| down)|limit(ed)? exceeded|exceed\w* .{0,30}(limit|quota)|quota exceeded|rate limited/i;
/** Of our account at the relay, which passes, though many a relay says it as a permanent answer. */
const OUR_LIMIT_STATUS = new Set(["5.1.90", "5.4.5"]);
const OUR_LIMIT_WORDS =
  /\blimit exceeded for you(r account)?\b|\b(e-?)?mails? sent per (hour|day)|\b(sending|sender|submission|smtp relay|outbound) (limit|quota)|SubmissionQuota|\bsending (is |has been )?(suspended|paused|disabled)|\btenant (has )?exceeded|you(r|'ve) .{0,20}(daily|hourly) (sending )?(limit|quota)|maximum credits exceeded|exceeded the max emails per hour/i;

const isOurLimit = ({ status, words }: Answer) => OUR_LIMIT_STATUS.has(status) || OUR_LIMIT_WORDS.test(words);
const isOneMailbox = (answer: Answer) => ONE_MAILBOX_STATUS.test(answer.status) || ONE_MAILBOX.test(answer.words) || isFull(answer);
/** The server itself is short of something; said without a status, by its own words. */
const SYSTEM_WORDS = /temporary local problem|local error in processing|insufficient system storage/i;
const isGreylisting = ({ words }: Answer) => /gr[ea]y-?\s?list/i.test(words);

/** To be tried again. Limits are somebody's: of this mailbox, of its domain, or of the relay, which one answer does not tell. */
function later(answer: Answer): Pick<Outcome, "state" | "reason" | "domain" | "limit"> {
  const { code, status, words } = answer;
  const deferred = { state: "deferred" as const, reason: "temporary" };
  if (isGreylisting(answer) || isOneMailbox(answer)) return deferred;
  // 4.2.x is about a mailbox, whatever is said beside it.
  if (DOMAIN_STATUS.test(status) || (!status.startsWith("4.2.") && DOMAIN_WORDS.test(words))) return { ...deferred, domain: true };
  // 4.3.x: the server's own trouble. 4.5.3: too many recipients in one transaction. There is one in ours.
  const isSystem = status.startsWith("4.3.") || SYSTEM_WORDS.test(words);
  if (code === 421 || code === 454 || isSystem || (status !== "4.5.3" && LIMIT_WORDS.test(words)))
    return { ...deferred, limit: "throttled" };
  return deferred;
}

const GONE_STATUS = new Set(["5.1.1", "5.1.2", "5.1.10", "5.2.1"]);
/** A status that says nothing: the words decide. */
const VAGUE_STATUS = new Set(["", "5.0.0", "5.1.0", "5.3.0", "5.5.0"]);
const GONE_CODES = new Set([550, 551, 553]);
const GONE_WORDS =
  /\b(no such|unknown) (user|mailbox|recipient|addressee|person|local user|account)\b(?! list)|\b(user|mailbox|recipient|addressee|account)( address)? (is |was )?(currently )?(unknown|not found|not known|not exists?|does not exist|doesn't exist)\b|\bno mailbox here by that name|\binvalid recipient\b(?! list)|\bnot a valid (recipient|mailbox)\b/i;
/** With a status that says so, more words agree, said beside whose mailbox it is; or nothing is said but that the recipient is rejected. */
const AGREEING_WORDS =
  /\b(no mailbox here by that name|(Ex)?Recip\w*NotFound|null ?mx|does not accept mail(?! from)|not our customer|bounced address|bad (destination|domain))\b|^\W*((recipient )?address rejected\W*([\w-]+\.[\w.-]+)?)?\W*$/i;
const WHOSE = "user|mailbox|recipient|destinataire|addressee|address|account|alias";
const AGREEING_BESIDE = new RegExp(
  `\\b(unknown|no such|invalid|inactive|disabled|closed|illegal)( \\w+){0,2} (${WHOSE})s?\\b|\\b(${WHOSE})s?\\b(?! (list|database|lookup|map|table))[^.;]{0,40}\\b(unknown|not (be )?(found|known|exists?)|(does not|doesn't) exist|invalid|inactive|disabled|closed|illegal)\\b|^\\W*(unknown|not (found|known)|invalid|inactive|disabled|closed)\\W*$`,
  "i",
);
/** Said about our sender, our connection or a passing state: no mailbox is gone because of these. */
const OTHER_WORDS =
  /temporar|try again|lookup (fail|did not)|timed? out|unverified|gr[ea]y-?\s?list|quarantin|mail from|return (address|path)|envelope from|sent from|\bbounces\b|\byour (domain|provider|address)\b|\brate\b|\b(ip|source|remote|sending|originat\w+|from|reply-?to) address|\b(your|smtp|sending|our) account\b|from unknown|\b(outgoing|callback|callout|until|holidays?|file)\b|\b(client host|hostname|helo|ehlo|server|header|certificate|external|bulk|maintenance|provider)\b/i;
const YAHOO_GONE = /this user doesn't have an? \S+ account/i;
/** Said about us, whatever else is said: nobody's mailbox is gone because we are not liked. */
const POLICY_WORDS =
  /spam|unsolicited|junk|virus|malware|phish|reputation|(black|block|deny)[ -]?list|\bd?n?s?rbl\b|dnsbl|blocked|banned|polic(y|ies)|prohibit|\b(dmarc|dkim|spf|ptr)\b|reverse dns|relay(ing)? (access )?(denied|not)|(to|a|open) relay|access denied|(?<!name )not (permitted|allowed|authori[sz]ed)|authenticat|too many|per (hour|day)|\bsender\b|\bverif(y|ied|ication)\b|content (rejected|denied|policy)/i;

function refusal(answer: Answer, command = ""): Pick<Outcome, "state" | "reason" | "undeliverable" | "limit"> {
  const { code, status, words } = answer;
  const failed = (reason: string) => ({ state: "failed" as const, reason });
  if (SIGN_IN_CODES.has(code)) return { state: "deferred", reason: "temporary", limit: "sign-in-refused" };
  if (isOurLimit(answer)) return { state: "deferred", reason: "temporary", limit: "throttled" };
  // A permanent answer to a passing state: one mailbox hears too much at once, or (RFC 5321, 4.5.3.1.10) 552 stands for 452.
  if (ONE_MAILBOX_STATUS.test(status) || ONE_MAILBOX.test(words) || (code === 552 && /too many recipients/i.test(words)))
    return { state: "deferred", reason: "temporary" };
  if (command === "MAIL FROM" || isTooLarge(answer)) return failed("too-large");
  if (status.startsWith("5.7.")) return failed("policy");
  // Routing: Microsoft says “access denied” here of an address that it does not know, and of every
  // address where a domain is set up wrongly.
  if (status.startsWith("5.4.")) return failed("refused");
  if (isFull(answer)) return failed("mailbox-full");
  if (POLICY_WORDS.test(words)) return failed("policy");
  if (isGone(answer)) return { ...failed("no-such-mailbox"), undeliverable: true };
  if (code !== 552 || GONE_WORDS.test(words) || !VAGUE_STATUS.has(status)) return failed("refused");
  // 552 without a word about why: a full mailbox where a recipient was answered, else a large mail.
  return failed(command === "RCPT TO" ? "mailbox-full" : "too-large");
}

function isGone({ code, status, words }: Answer): boolean {
  if (YAHOO_GONE.test(words)) return true;
  const isSaid = GONE_STATUS.has(status)
    ? AGREEING_WORDS.test(words) || AGREEING_BESIDE.test(words)
    : VAGUE_STATUS.has(status) && GONE_CODES.has(code) && GONE_WORDS.test(words);
  return isSaid && !OTHER_WORDS.test(words);
}

const SIZE_WORDS = /\bsize\b|too (big|large|long)|\blength\b|mail data/i;
const FULL_WORDS =
  /over ?-?quota|(?<!message |sending )quota.{0,20} exceeded|(exceed\w*|over) .{0,30}quota|\b(mailbox|inbox|mailfolder|maildir|account|quota)\b[^.;:]{0,40}\bfull\b|full (mailbox|inbox)|storage exceeded|(out of|no) space|mailbox size|(exceed\w*|out of|over|reached) .{0,30}storage|storage (allocation|quota|limit)|mailbox (size )?limit|disk space/i;

const FULL_STATUS = new Set(["4.2.2", "5.2.2"]);
const TOO_LARGE_STATUS = new Set(["5.2.3", "5.3.4"]);

const isFull = ({ status, words }: Answer) => FULL_STATUS.has(status) || FULL_WORDS.test(words);

const isTooLarge = (answer: Answer) =>
  TOO_LARGE_STATUS.has(answer.status) ||
  ((answer.code === 552 || answer.code === 554) && VAGUE_STATUS.has(answer.status) && SIZE_WORDS.test(answer.words) && !isFull(answer));

type Reply = { smtpCode: number | null; smtpStatus: string | null; queueId: null };

function replyOf(code: number | null, text: string): Reply {
  return {
    smtpCode: code !== null && code >= 200 && code < 600 ? code : null,
    smtpStatus: /^\d{3}[ -]#?(\d\.\d{1,3}\.\d{1,3})\b|\(#(\d\.\d{1,3}\.\d{1,3})\)/.exec(text)?.slice(1).find(Boolean) ?? null,
    queueId: null,
  };
}

/** What is said, without codes, addresses and links: an address may read like a reason. */
function wordsOf(text: string): string {
  return text
    .replace(/^\d{3}[ -](#?\d\.\d{1,3}\.\d{1,3})?/gm, " ")
    .replace(/https?:\/\/\S+|<[^>]*>|[^\s<>():;,"]+@[\w.-]+/gi, " ")
    .replace(/\s+/g, " ");
}

/** Most relays name their own id in the last answer; it finds the message in their log. */
function queueIdOf(response: string): string | null {
  return /\b(?:queued as|id=?|queued mail for delivery)\s*<?([\w.-]{4,80})/i.exec(response)?.[1] ?? null;
}
