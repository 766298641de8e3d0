/** `rights` and `security` pass restriction and suppression; `service` needs no subscription; `list` asks reach(). */
export type MessageClass = "rights" | "security" | "service" | "list";

/** The class of a mail that is no copy of a mailing. */
export type MailClass = Exclude<MessageClass, "list">;

export type MailingState = "filling" | "sending" | "paused" | "stopped" | "finished";

/** How a mailing stands: what the bar and the sums of its page show. */
export type MailingProgress = {
  id: string;
  state: MailingState;
  /** Why it is paused, or which blemish stopped it. */
  why: string | null;
  audience: number;
  /** Not tried yet, being sent at the moment, and to be tried again later. */
  waiting: number;
  sending: number;
  deferred: number;
  accepted: number;
  failed: number;
  skipped: number;
  unknown: number;
  /** Of failed, skipped and unknown, most frequent first. */
  reasons: { state: "failed" | "skipped" | "unknown"; reason: string; count: number }[];
  startedAt: Date;
  /** Since it last went on, and how many have ended since. */
  lately: { since: Date; done: number };
  finishedAt: Date | null;
  /** When the last copy was taken, of those that are kept. */
  lastTakenAt: Date | null;
  /** Where it waits for the relay: when that is tried again. */
  relay: { nextAt: Date } | null;
};
