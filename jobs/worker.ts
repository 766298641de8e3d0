import { connect } from "#db/client.server";
import { closePostOffice, openPostOffice } from "~/features/mail/messages/post-office.server";
import type { RelayOptions } from "~/features/mail/transport/relay.server";
import { atMost } from "~/lib/at-most";
import { systemCtx } from "~/lib/ctx";
import { type Env, env } from "~/lib/env.server";
import { logger } from "~/lib/logger.server";
import { openQueue, openWorker, type QueueAt } from "./backend.server";
import { closeBell, ring, ringAt } from "./bell.server";
import { WAKE_UPS } from "./definitions";
import { liveBy } from "./live-by";
import { MAIL_KINDS } from "./mail-kinds";
import { runJob } from "./run-job.server";

export type WorkerOptions = Partial<QueueAt> & {
  relay?: RelayOptions;
  dkim?: Env["dkim"];
  leaseSeconds?: number;
  /** Milliseconds. */
  schedulesCheckedEvery?: number;
};

/** A drain may run for minutes beside the short jobs. */
const CONCURRENCY = 4;
/** Milliseconds. Work over many rows takes longer than any page may. */
const STATEMENT_TIMEOUT = 60_000;
const SCHEDULES_CHECKED = 30_000;
const LONGEST_DRAIN = 30_000;

/** Starts the worker of this process: the schedules, the jobs, the mail. `close` finishes what has begun, for at most half a minute. */
export async function startWorker(options: WorkerOptions = {}): Promise<{ close: () => Promise<void> }> {
  const settings = env();
  const at: QueueAt = { databaseUrl: options.databaseUrl ?? settings.databaseUrl, redisUrl: options.redisUrl ?? settings.redisUrl };
  const { db, close: closeDatabase } = connect(at.databaseUrl, { statementTimeout: STATEMENT_TIMEOUT });
  const post = openPostOffice({
    kinds: MAIL_KINDS,
    relay: options.relay ?? { url: settings.smtpUrl, connections: settings.smtpConnections },
    dkim: options.dkim === undefined ? settings.dkim : options.dkim,
    leaseSeconds: options.leaseSeconds,
    clock: () => new Date(),
  });
  ringAt(at);
  const { worker, close: closeWorker } = openWorker(at, (job) => runJob(systemCtx(db, job.name), job, { post }), CONCURRENCY);
  worker.on("error", (error) => logger.warn({ err: error }, "the queue is not well"));
  const schedules = keepSchedules(at, options.schedulesCheckedEvery ?? SCHEDULES_CHECKED);
  await schedules.check();
  let closing = false;
  void liveBy(worker.run(), () => closing);
  // What the last worker left is looked at now, not at the next tick.
  ring({ name: "mail.drain" });
  ring({ name: "jobs.sweep" });

  return {
    async close() {
      closing = true;
      schedules.stop();
      // Mail first: it begins nothing more from now on, so that its job ends too.
      const mail = closePostOffice(post, LONGEST_DRAIN);
      await atMost(LONGEST_DRAIN, Promise.all([closeWorker(), mail]));
      await schedules.close();
      await closeBell();
      await closeDatabase();
    },
  };
}

/** The ticks. A Redis that was emptied has none, so every worker looks now and then; a schedule that is there is left alone. */
function keepSchedules(at: QueueAt, every: number): { check: () => Promise<void>; stop: () => void; close: () => Promise<void> } {
  let open = openQueue(at);
  let checking: Promise<void> = Promise.resolve();

  async function addMissing(): Promise<void> {
    for (const [name, { everySeconds }] of Object.entries(WAKE_UPS)) {
      const every = everySeconds * 1000;
      const found = await open.queue.getJobScheduler(name);
      if (found && Number(found.every) === every) continue;
      await open.queue.upsertJobScheduler(name, { every }, { name, opts: { removeOnComplete: true, removeOnFail: true } });
    }
  }

  const timer = setInterval(() => {
    checking = addMissing().catch(async (error) => {
      logger.warn({ err: error }, "the schedules could not be looked at");
      // A connection that failed its first time keeps that failure for good.
      await open.close();
      open = openQueue(at);
    });
  }, every);

  return {
    check: addMissing,
    stop: () => clearInterval(timer),
    async close() {
      await checking;
      await open.close();
    },
  };
}
