import { afterAct } from "~/features/mail/mailings/mailing.policy";
import type { AgainBlocker, Unreached } from "~/features/mail/mailings/unreached.policy";
import type { MailingProgress } from "~/features/mail/types";
import { formatDate, formatMoment, formatTime } from "~/lib/dates";

/** How an issue's sending looks to who sends it. */
export type SendingView = {
  state: MailingProgress["state"];
  isOver: boolean;
  mayPause: boolean;
  /** What waits for the relay goes on by itself. */
  mayResume: boolean;
  done: number;
  audience: number;
  sums: { label: string; count: number }[];
  reasons: { words: string; count: number }[];
  /** What it is doing, or why it stands still. */
  words: string;
  timeLeft: string | null;
};

export function viewSending(progress: MailingProgress, now: Date): SendingView {
  const { state, audience, waiting, sending, deferred, accepted, failed, skipped, unknown } = progress;
  const isOver = state === "finished" || (state === "stopped" && waiting + sending + deferred === 0);
  const done = accepted + failed + skipped + unknown;
  return {
    state,
    isOver,
    mayPause: afterAct(progress, "pause") !== null,
    mayResume: afterAct(progress, "resume") !== null && afterAct(progress, "pause") === null,
    done,
    audience,
    sums: [
      { label: "Delivered to the next mail server", count: accepted },
      { label: "Waiting", count: waiting + sending },
      { label: "To be tried again later", count: deferred },
      { label: "Refused", count: failed },
      { label: "Left out", count: skipped },
      { label: "Unknown", count: unknown },
    ],
    reasons: progress.reasons.map(({ reason, count }) => ({ words: REASON_WORDS[reason] ?? reason, count })),
    words: isOver ? overWords(progress) : stateWords(progress, now),
    timeLeft: state === "sending" ? timeLeft(sinceItWentOn(progress, audience - done, now)) : null,
  };
}

/** What was done before a pause, or before it was sent again, says nothing about how long the rest takes. */
const sinceItWentOn = ({ lately }: MailingProgress, open: number, now: Date) => ({
  done: lately.done,
  audience: lately.done + open,
  running: now.getTime() - lately.since.getTime(),
});

/** “About 3 minutes left”, from how it went so far; null before that says anything. */
export function timeLeft({ done, audience, running }: { done: number; audience: number; running: number }): string | null {
  if (done === 0 || running <= 0 || audience <= done) return null;
  const seconds = Math.ceil(((audience - done) * (running / done)) / 1000);
  if (seconds < 60) return "less than a minute left";
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return minutes === 1 ? "about a minute left" : `about ${minutes} minutes left`;
  return `about ${Math.round(minutes / 60)} hours left`;
}

function overWords({ state, finishedAt, accepted, failed, unknown }: MailingProgress): string {
  if (state === "stopped" && accepted + failed + unknown === 0) return "Stopped before anybody was written to.";
  if (state === "stopped") return "Stopped. Whoever had not been written to by then was left out.";
  return finishedAt ? `Finished on ${formatDate(finishedAt)}.` : "Finished.";
}

function stateWords(progress: MailingProgress, now: Date): string {
  const { state, why, accepted } = progress;
  if (state === "filling") return accepted > 0 ? "Sending, while the list of who gets it is still being made." : "Listing who gets it.";
  if (state === "stopped") return "Stopping: what is on its way right now is finished.";
  if (state === "sending") return "Sending.";
  return why ? (PAUSE_WORDS[why] ?? (why.startsWith("relay-") ? relayWords(why, progress, now) : "Paused.")) : "Paused.";
}

/** Of these, only who runs the portal can rid it. */
const FOR_ADMINISTRATORS = new Set(
  ["not-encrypted", "sign-in-not-offered", "sign-in-refused", "sender-refused", "unsigned"].map((trouble) => `relay-${trouble}`),
);

function relayWords(why: string, { lastTakenAt, relay, waiting }: MailingProgress, now: Date): string {
  const what = FOR_ADMINISTRATORS.has(why)
    ? "Waiting: the mail server does not let us send. Tell an administrator, whose page of health says why. Sending then goes on by itself; nobody is left out."
    : "Waiting: the mail server cannot be reached or takes no email at the moment. Sending goes on by itself; nobody is left out.";
  const since = lastTakenAt ? `The last copy was taken on ${formatMoment(lastTakenAt)}.` : "Nobody has it yet.";
  // those that are to be tried again later have a time of their own
  const next = relay && relay.nextAt > now && waiting > 0 ? [`We try again at about ${formatTime(relay.nextAt)}.`] : [];
  return [what, since, ...next].join(" ");
}

const PAUSE_WORDS: Record<string, string> = {
  "by-hand": "Paused by hand. Nobody else gets it until it is resumed.",
  "too-large": "Paused: mail servers refuse it because it is too large. Nobody else gets it until it is resumed.",
  "build-failed": "Paused: it could not be put together. Tell an administrator. Nobody else gets it until it is resumed.",
  refused: "Paused: many mail servers refuse it. Look at the reasons before you resume or stop it.",
};

const REASON_WORDS: Record<string, string> = {
  "no-such-mailbox": "There is no such mailbox any more",
  policy: "The mail server refused it by its own rules",
  "mailbox-full": "The mailbox is full",
  "too-large": "The mail server found it too large",
  refused: "The mail server refused it",
  "build-failed": "It could not be put together",
  "no-answer":
    "The connection broke in the one moment in which nobody can tell whether the email was taken. It is not sent again by itself, so that nobody gets it twice",
  "worker-lost":
    "The sending process ended in the one moment in which nobody can tell whether the email was taken. It is not sent again by itself",
  stopped: "Sending was stopped first",
  expired: "It could not be delivered in time",
  ended: "Left before their copy was sent",
  held: "Asked to leave, and has not confirmed it yet",
  paused: "Paused their subscription",
  gone: "Their record was erased or merged",
  erased: "Their record was erased",
  restricted: "Their data may not be used at present",
  "address-released": "Their address is no longer theirs",
  "address-unproven": "Their address has never been proven",
  undeliverable: "Email to their address came back for good",
  suppressed: "They left or objected with this address before",
  "not-in-audience": "No longer among those it is for",
};

/** Whom a finished issue did not reach, as its sender meets them. */
export const UNREACHED_WORDS: Record<Unreached, { title: string; intro: string; risk: string }> = {
  unknown: {
    title: "Unknown",
    intro: "The connection broke in the one moment in which nobody can tell whether the email was taken. Some have it, some do not.",
    risk: "Some of them have it already and will get it twice: nobody can tell which. Email programs that recognise a repeat show it once.",
  },
  failed: {
    title: "Refused",
    intro: "Their mail servers refused it, or it could not be delivered in time.",
    risk: "What was refused for a lasting reason will be refused again, and servers think less of a sender who insists. It helps where the cause is gone.",
  },
  missed: {
    title: "Left out for a time",
    intro: "Something stood in the way when it was sent that may have passed.",
    risk: "They get it later than the others: look whether it is still true.",
  },
};

export const AGAIN_REFUSALS: Record<AgainBlocker, string> = {
  "not-finished": "It is being sent at the moment. Wait until it has finished.",
  changed: "It was sent again after you opened this page. Look at who is left before you send it once more.",
  forgotten: "It was sent too long ago: its messages are no longer kept.",
  nobody: "Nobody of them can be reached at the moment.",
};

/** Why a person of the list would not get an issue, for the audience page. The words of the result are the same. */
export const blockerWords = (blocker: string): string => REASON_WORDS[blocker] ?? blocker;
