import type { MessageClass } from "./types";

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
};
export type RelayTrouble = "unreachable" | "sign-in-refused" | "sender-refused" | "throttled" | "disconnecting";

const GONE_MAILBOX = new Set(["5.1.1", "5.1.2", "5.1.10", "5.2.1"]);
const GONE_WORDS =
  /no such (user|mailbox|recipient)|(user|mailbox|recipient|address)\b.{0,30}\b(unknown|not found|does not exist|doesn't exist)|unknown user/i;
const RATE_WORDS = /\brate\b|too many|throttl|slow down|limit(ed)? exceeded|exceed\w* .{0,30}limit/i;

/** What an attempt means for its message. Only an answer of the server decides about a recipient; trouble with the relay never burns one. */
export function readOutcome(result: SendResult, messageClass: MessageClass): Outcome {
  if (result.ok) return { ...replyOf(250, result.response), state: "accepted", reason: null, queueId: queueIdOf(result.response) };
  const reply = replyOf(result.responseCode ?? null, result.response ?? "");
  const code = reply.smtpCode;
  if (result.code === NOT_TRIED) return { ...reply, state: "pending", reason: null };
  if (code === null) return withoutAnswer(result, messageClass, reply);

  if (result.code === "EAUTH" || [530, 534, 535, 538].includes(code)) return { ...reply, ...again("sign-in-refused") };
  if (isThrottle(code, result.response ?? "")) return { ...reply, ...again("throttled") };
  if (result.command === "CONN" || result.command === "EHLO" || result.command === "HELO") return { ...reply, ...again("unreachable") };
  if (code >= 500 && result.command === "MAIL FROM") return { ...reply, ...again("sender-refused") };
  if (code < 500) return { ...reply, state: "deferred", reason: "temporary" };
  return { ...reply, state: "failed", ...refusal(code, reply.smtpStatus, result.response ?? "") };
}

/** Reasons of refusals that are about what we send, not about whom. Enough of them stop a mailing. */
export const CONTENT_REASONS: readonly string[] = ["policy", "too-large", "build-failed"];

/** Minutes until the next attempt, by the number of those made. */
const PAUSES = [5, 15, 60, 240, 480];

/** Seconds to wait after a temporary refusal. `jitter` is between 0 and 1 and spreads the retries of a mailing. */
export function retryPause(attempt: number, jitter: number): number {
  const minutes = PAUSES[Math.min(Math.max(attempt, 1), PAUSES.length) - 1]!;
  return Math.round(minutes * 60 * (0.8 + 0.4 * jitter));
}

function withoutAnswer(result: Extract<SendResult, { ok: false }>, messageClass: MessageClass, reply: Reply): Outcome {
  if (!result.begun) return { ...reply, ...again(result.command === "CONN" ? "unreachable" : "disconnecting") };
  // Lists are at most once: what may have arrived is not sent again. Other mails are harmless to repeat.
  if (messageClass === "list") return { ...reply, state: "unknown", reason: "no-answer" };
  return { ...reply, state: "deferred", reason: "no-answer" };
}

const again = (relay: RelayTrouble) => ({ state: "pending" as const, reason: null, relay });

function isThrottle(code: number, text: string): boolean {
  return code === 421 || code === 454 || ((code === 450 || code === 451) && RATE_WORDS.test(text));
}

function refusal(code: number, status: string | null, text: string): { reason: string; undeliverable?: true } {
  if (status && GONE_MAILBOX.has(status)) return { reason: "no-such-mailbox", undeliverable: true };
  if (status?.startsWith("5.7.")) return { reason: "policy" };
  if (status === "5.2.2") return { reason: "mailbox-full" };
  if (status === "5.3.4" || code === 552) return { reason: "too-large" };
  if (!status && [550, 551, 553].includes(code) && GONE_WORDS.test(text)) return { reason: "no-such-mailbox", undeliverable: true };
  return { reason: "refused" };
}

type Reply = { smtpCode: number | null; smtpStatus: string | null; queueId: null };

function replyOf(code: number | null, text: string): Reply {
  return { smtpCode: code, smtpStatus: /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(text)?.[1] ?? null, queueId: null };
}

/** Most relays name their own id in the last answer; it finds the message in their log. */
function queueIdOf(response: string): string | null {
  return /\b(?:queued as|id=?|queued mail for delivery)\s*<?([\w.-]{4,80})/i.exec(response)?.[1] ?? null;
}
