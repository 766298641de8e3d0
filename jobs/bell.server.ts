import type { JobsOptions } from "bullmq";
import { env } from "~/lib/env.server";
import { logger } from "~/lib/logger.server";
import { type OpenQueue, openQueue, type QueueAt } from "./backend.server";
import { FOLLOW_UPS, type FollowUp, type WakeUp } from "./definitions";

export type Ring = { name: WakeUp; id?: undefined } | { name: FollowUp; id: string };

/** While the queue is away, more than this is left to the sweep. */
const MOST_WAITING = 1000;
const FIRST_PAUSE = 5000;
/** As many cost less one by one: on PostgreSQL the queue makes two tables for those that it adds at once. */
const FEW = 10;

let at: QueueAt | null = null;
let open: OpenQueue | null = null;
let ringing: Promise<void> | null = null;
const waiting = new Map<string, Ring>();

/** Says which queue this process rings, instead of the one that the settings name. */
export function ringAt(queueAt: QueueAt): void {
  at = queueAt;
}

/** Adds a job as soon as the queue answers, and never waits for that nor fails: rows are the truth and the sweep finds them. */
export function ring(call: Ring): void {
  if (waiting.size >= MOST_WAITING) return;
  // Many wake-ups at once are one.
  waiting.set(call.id ?? call.name, call);
  ringing ??= new Promise<void>((done) => setImmediate(done))
    .then(ringWaiting)
    .catch((error) => logger.warn({ err: error }, "the queue did not answer"))
    .finally(() => {
      ringing = null;
    });
}

/** @throws when the queue does not answer */
export async function ringAndWait(calls: Ring[]): Promise<void> {
  if (calls.length === 0) return;
  open ??= openQueue(at ?? { databaseUrl: env().databaseUrl, redisUrl: env().redisUrl });
  try {
    const { queue } = open;
    const jobs = calls.map((call) => ({ name: call.name, data: call.id ? { id: call.id } : {}, opts: optionsOf(call) }));
    if (jobs.length > FEW) await queue.addBulk(jobs);
    else await Promise.all(jobs.map(({ name, data, opts }) => queue.add(name, data, opts)));
  } catch (error) {
    // A connection that failed its first time keeps that failure for good, so the next call starts with a new one.
    const broken = open;
    open = null;
    void broken?.close();
    throw error;
  }
}

/** Lets go of the queue when the process ends. */
export async function closeBell(): Promise<void> {
  await ringing;
  const closing = open;
  open = null;
  at = null;
  await closing?.close();
}

async function ringWaiting(): Promise<void> {
  while (waiting.size > 0) {
    const calls = [...waiting.values()];
    waiting.clear();
    await ringAndWait(calls);
  }
}

/** Jobs leave no trace in the queue: an id that still exists there would hide a later add. */
function optionsOf(call: Ring): JobsOptions {
  const gone = { removeOnComplete: true, removeOnFail: true };
  if (!call.id) return gone;
  // a row of another release may have a name that this one does not know: one try says so
  const attempts = FOLLOW_UPS[call.name]?.attempts ?? 1;
  return { ...gone, jobId: call.id, attempts, backoff: { type: "exponential", delay: FIRST_PAUSE } };
}
