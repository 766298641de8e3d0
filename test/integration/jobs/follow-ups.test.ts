import { setTimeout as sleep } from "node:timers/promises";
import { eq, sql } from "drizzle-orm";
import { Redis } from "ioredis";
import { uuidv7 } from "uuidv7";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { notifications } from "#db/schema/mail/notifications";
import { jobOutbox } from "#db/schema/platform";
import { openQueue, openWorker, type QueueAt } from "#jobs/backend.server";
import { closeBell, ringAt } from "#jobs/bell.server";
import { WAKE_UPS } from "#jobs/definitions";
import { liveBy } from "#jobs/live-by";
import { enqueue, sweepOutbox, wake } from "#jobs/outbox.server";
import { runFollowUp } from "#jobs/run-follow-up.server";
import { runJob } from "#jobs/run-job.server";
import { startWorker } from "#jobs/worker";
import { passwordChangedMail } from "~/features/accounts/passwords/password-changed.mail.server";
import { queueMail } from "~/features/mail/messages/queue-mail.server";
import { inTransaction } from "~/lib/transaction.server";
import { systemCtxFor, testRedisUrl } from "../../support/context";
import { aTopic, reply, type TestTopic } from "../../support/forum";
import { aSink, storedMessage } from "../../support/mail";
import { aMember, aPerson } from "../../support/people";

const backends = [{ backend: "PostgreSQL" }, { backend: "Redis" }] as const;

describe.each(backends)("on $backend", ({ backend }) => {
  const at: QueueAt = { databaseUrl: process.env.DATABASE_URL!, redisUrl: backend === "Redis" ? testRedisUrl() : null };
  const workers: { close: () => Promise<void> }[] = [];

  let topic: TestTopic;
  beforeEach(async () => {
    const { db } = systemCtxFor();
    topic = await aTopic();
    // that it was begun is told by a follow-up of its own, which is none of these
    await closeBell();
    await db.delete(jobOutbox);
    const open = openQueue(at);
    await open.queue.obliterate({ force: true });
    await open.close();
    ringAt(at);
  });
  afterEach(async () => {
    for (const worker of workers.splice(0)) await worker.close();
    await closeBell();
  });

  async function aWorker() {
    const sink = await aSink();
    const worker = await startWorker({ ...at, relay: { url: sink.url, connections: 2 }, leaseSeconds: 5 });
    workers.push(worker);
    return { ...worker, sink };
  }

  test("the end of the loop is an error, unless somebody closes the worker", async () => {
    for (const isClosing of [false, true]) {
      const { worker, close } = openWorker(at, async () => {}, 1);
      const living = liveBy(worker.run(), () => isClosing).then(
        () => null,
        (error: Error) => error.message,
      );
      await worker.waitUntilReady();
      await close();
      expect(await living).toBe(isClosing ? null : "the worker's loop ended by itself");
    }
  });

  /** A reply whose watcher has not been told yet, and its follow-up. */
  async function aReplyToTell() {
    await reply(await aMember(), topic);
    const [row] = await systemCtxFor().db.select().from(jobOutbox);
    return { watcher: topic.author, id: row!.id };
  }
  const toldTimes = async (personId: string) =>
    (await systemCtxFor().db.select().from(notifications).where(eq(notifications.personId, personId))).length;
  const rows = () => systemCtxFor().db.select().from(jobOutbox);

  test("a follow-up is done, and its row is gone", async () => {
    await aWorker();
    const { watcher } = await aReplyToTell();
    await until(async () => (await rows()).length === 0);
    expect(await toldTimes(watcher.personId)).toBe(1);
  });

  test("a transaction that fails adds nothing", async () => {
    await inTransaction(systemCtxFor(), async (ctx) => {
      await enqueue(ctx, "forum.notify-reply", { postId: uuidv7() });
      throw new Error("no");
    }).catch(() => {});
    expect(await rows()).toEqual([]);
    expect(await countJobs()).toBe(0);
  });

  test("a follow-up whose job was lost is found by the sweep", async () => {
    ringAt({ databaseUrl: "postgres://nobody@127.0.0.1:1/none", redisUrl: null });
    const { watcher } = await aReplyToTell();
    await closeBell();
    expect(await countJobs()).toBe(0);

    await aWorker();

    await until(async () => (await rows()).length === 0);
    expect(await toldTimes(watcher.personId)).toBe(1);
  });

  test("sweeping again adds no job that is still there", async () => {
    await aReplyToTell();
    await until(async () => (await countJobs()) === 1);
    await sweepOutbox(systemCtxFor());
    await sweepOutbox(systemCtxFor());
    expect(await countJobs()).toBe(1);
  });

  test("a row that this release knows nothing of holds up no other, and is left for staff", async () => {
    const id = uuidv7();
    const runAt = sql`now()` as unknown as Date;
    await systemCtxFor().db.insert(jobOutbox).values({ id, name: "room.unheard-of", payload: {}, runAt, createdAt: new Date() });
    ringAt({ databaseUrl: "postgres://nobody@127.0.0.1:1/none", redisUrl: null });
    const { watcher } = await aReplyToTell();
    await closeBell();

    await aWorker();

    await until(async () => (await toldTimes(watcher.personId)) === 1);
    await until(async () => (await rows()).every(({ failedAt }) => failedAt !== null));
    expect(await rows()).toMatchObject([{ id, error: "handler of room.unheard-of not found" }]);
  });

  test("a mail that is queued leaves without waiting for a tick", async () => {
    const { sink } = await aWorker();
    const open = openQueue(at);
    for (const tick of ["mail.drain", "jobs.sweep"]) await open.queue.removeJobScheduler(tick);
    const { personId, email } = await aPerson();
    const id = await queueMail(systemCtxFor(), passwordChangedMail, {}, { personId });
    await until(async () => (await storedMessage(id!)).finalAt !== null);
    await open.close();
    expect(await storedMessage(id!)).toMatchObject({ state: "accepted" });
    expect(sink.mails().at(-1)!.to).toEqual([email]);
  });

  test("many wake-ups at once are one or two", async () => {
    for (let n = 0; n < 50; n += 1) await wake(systemCtxFor(), "mail.drain");
    await until(async () => (await countJobs()) > 0);
    expect(await countJobs()).toBeLessThanOrEqual(2);
  });

  test("every wake-up has its schedule, once, however many workers there are", async () => {
    await Promise.all([aWorker(), aWorker()]);
    const open = openQueue(at);
    const schedules = await open.queue.getJobSchedulers();
    await open.close();
    const told = Object.fromEntries(schedules.map((schedule) => [schedule.key, Number(schedule.every) / 1000]));
    expect(told).toEqual(Object.fromEntries(Object.entries(WAKE_UPS).map(([name, { everySeconds }]) => [name, everySeconds])));
  });

  test("closing waits for the mail that is leaving", async () => {
    const slow = await aSink({ rules: [{ at: "dot", do: { wait: 400 } }] });
    const worker = await startWorker({ ...at, relay: { url: slow.url, connections: 1 } });
    const { personId } = await aPerson();
    const id = await queueMail(systemCtxFor(), passwordChangedMail, {}, { personId });
    await until(async () => (await storedMessage(id!)).state === "sending");
    await worker.close();
    expect(await storedMessage(id!)).toMatchObject({ state: "accepted" });
  });

  async function countJobs(): Promise<number> {
    const open = openQueue(at);
    const count = await open.queue.count();
    await open.close();
    return count;
  }
});

test("an emptied Redis gets its schedules and jobs back", async () => {
  const at: QueueAt = { databaseUrl: process.env.DATABASE_URL!, redisUrl: testRedisUrl() };
  const sink = await aSink();
  const worker = await startWorker({ ...at, relay: { url: sink.url, connections: 2 }, schedulesCheckedEvery: 200 });
  try {
    const redis = new Redis(testRedisUrl());
    await redis.flushdb();
    redis.disconnect();
    const open = openQueue(at);
    await until(async () => (await open.queue.getJobSchedulers()).length === Object.keys(WAKE_UPS).length);
    await open.close();
  } finally {
    await worker.close();
  }
});

describe("running one follow-up", () => {
  beforeEach(async () => {
    ringAt({ databaseUrl: process.env.DATABASE_URL!, redisUrl: null });
  });
  afterEach(closeBell);

  const aRow = async (name: string, payload: Record<string, string>) => {
    const id = uuidv7();
    const runAt = sql`now()` as unknown as Date;
    await systemCtxFor().db.insert(jobOutbox).values({ id, name, payload, runAt, createdAt: new Date() });
    return id;
  };
  const rowOf = async (id: string) => (await systemCtxFor().db.select().from(jobOutbox).where(eq(jobOutbox.id, id)))[0];

  test("running it twice, also at the same time, does it once", async () => {
    const topic = await aTopic();
    await reply(await aMember(), topic);
    const rows = await systemCtxFor().db.select().from(jobOutbox);
    const id = rows.at(-1)!.id;

    await Promise.all([runFollowUp(systemCtxFor(), id, false), runFollowUp(systemCtxFor(), id, false)]);
    await runFollowUp(systemCtxFor(), id, false);

    const told = await systemCtxFor().db.select().from(notifications).where(eq(notifications.personId, topic.author.personId));
    expect(told).toHaveLength(1);
    expect(await rowOf(id)).toBeUndefined();
  });

  test("a failure keeps the row for the next try", async () => {
    const id = await aRow("forum.notify-reply", { postId: "not an id" });
    await expect(runFollowUp(systemCtxFor(), id, false)).rejects.toThrow();
    expect(await rowOf(id)).toMatchObject({ failedAt: null, error: null });
  });

  test("the last failure leaves it for staff, without what was typed", async () => {
    const id = await aRow("forum.notify-reply", { postId: "secret@test.example" });
    await expect(runFollowUp(systemCtxFor(), id, true)).rejects.toThrow();
    expect(await rowOf(id)).toMatchObject({ failedAt: expect.any(Date), error: expect.not.stringContaining("secret") });
  });

  test("what cannot be done ever is not tried again", async () => {
    const id = await aRow("room.unheard-of", {});
    await expect(runFollowUp(systemCtxFor(), id, false)).rejects.toThrow("not found");
    expect(await rowOf(id)).toMatchObject({ failedAt: expect.any(Date), error: "handler of room.unheard-of not found" });
  });
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(20);
}

test("a wake-up that nothing answers to is an error", async () => {
  const job = { name: "mail.drane", data: {}, attemptsMade: 0, opts: {} };
  await expect(runJob(systemCtxFor(), job, {} as Parameters<typeof runJob>[2])).rejects.toThrow("mail.drane");
});
