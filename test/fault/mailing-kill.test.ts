import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { afterEach, beforeAll, expect, test } from "vitest";
import { getMailingProgress } from "~/features/mail/mailings/mailing.queries.server";
import { bundle } from "../../bin/build.js";
import { systemCtxFor, testRedisUrl } from "../support/context";
import { aMailing, manySubscribers, messagesOf, storedMailing } from "../support/mail";
import { aList } from "../support/people";
import { countSunk, readTranscript } from "../support/smtp-sink";

const KILLS = 3;
const CONNECTIONS = 5;
// Longer than a busy machine keeps a process from its turn, or live workers lose their leases too.
const LEASE_SECONDS = 4;

const PROGRAMS = ".cache/test/programs";
beforeAll(() => bundle(["test/support/impatient-worker.ts", "test/support/smtp-sink.ts"], PROGRAMS));

const children = new Set<ChildProcess>();
afterEach(() => {
  for (const child of children) child.kill("SIGKILL");
  children.clear();
});

const settings = [
  { queue: "postgresql", workers: 1, recipients: 1500 },
  { queue: "postgresql", workers: 2, recipients: 5000 },
  { queue: "redis", workers: 1, recipients: 1500 },
  { queue: "redis", workers: 2, recipients: 5000 },
] as const;

test.each(settings)(
  "a worker killed three times in the middle repeats nothing and loses nobody: $queue, $workers, $recipients people",
  async ({ queue, workers, recipients }) => {
    const { url, transcript } = await startSinkProcess();
    const environment = {
      SMTP_URL: url,
      SMTP_CONNECTIONS: String(CONNECTIONS),
      ...(queue === "redis" ? { REDIS_URL: testRedisUrl() } : {}),
    };
    const list = await aList();
    await manySubscribers(list, recipients);
    const id = await aMailing(list);
    const running = await Promise.all(Array.from({ length: workers }, () => startImpatientWorker(environment)));

    for (let kill = 0; kill < KILLS; kill += 1) {
      const share = (kill + 0.2 + 0.6 * Math.random()) / (KILLS + 1);
      await until(() => countSunk(transcript) >= recipients * share);
      const victim = Math.floor(Math.random() * workers);
      await killHard(running[victim]!);
      if (queue === "redis" && kill === 1) await flush();
      running[victim] = await startImpatientWorker(environment);
    }
    await until(async () => (await storedMailing(id)).state === "finished");

    await expectOnceEach(id, transcript, recipients, KILLS * CONNECTIONS);
  },
);

test("a worker stopped past its lease and woken again sends nothing that another one took over", async () => {
  const count = 600;
  const { url, transcript } = await startSinkProcess();
  const environment = { SMTP_URL: url, SMTP_CONNECTIONS: String(CONNECTIONS) };
  const list = await aList();
  await manySubscribers(list, count);
  const id = await aMailing(list);
  const sleeper = await startImpatientWorker(environment);
  await until(() => countSunk(transcript) >= count / 10);

  sleeper.kill("SIGSTOP");
  await startImpatientWorker(environment);
  await until(async () => (await storedMailing(id)).state === "finished");
  sleeper.kill("SIGCONT");
  await sleep(2000);

  await expectOnceEach(id, transcript, count, CONNECTIONS);
});

/** Everybody in one final state, nobody twice in the sink, at most `unknown` in doubt, and what counts as accepted was. */
async function expectOnceEach(id: string, transcript: string, audience: number, unknown: number): Promise<void> {
  const progress = await getMailingProgress(systemCtxFor(), id);
  expect(progress).toMatchObject({ audience, waiting: 0, sending: 0, deferred: 0, failed: 0, skipped: 0 });
  expect(progress.accepted + progress.unknown).toBe(audience);
  expect(progress.unknown).toBeLessThanOrEqual(unknown);
  const sent = readTranscript(transcript).map((mail) => mail.messageId);
  expect(new Set(sent).size).toBe(sent.length);
  const accepted = (await messagesOf(id)).filter((message) => message.state === "accepted");
  expect(accepted.filter((message) => !sent.includes(message.messageId))).toEqual([]);
}

async function startSinkProcess(): Promise<{ url: string; transcript: string }> {
  const transcript = join(mkdtempSync(join(tmpdir(), "sink-")), "transcript.jsonl");
  const child = run(["smtp-sink", "0", transcript]);
  const { port } = await firstMessage<{ port: number }>(child);
  return { url: `smtp://127.0.0.1:${port}`, transcript };
}

async function startImpatientWorker(environment: Record<string, string>): Promise<ChildProcess> {
  const child = run(["impatient-worker", String(LEASE_SECONDS)], environment);
  await firstMessage(child);
  return child;
}

function run([program, ...args]: string[], environment: Record<string, string> = {}): ChildProcess {
  const child = spawn(process.execPath, [join(PROGRAMS, `${program}.cjs`), ...args], {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  children.add(child);
  return child;
}

const firstMessage = <T>(child: ChildProcess) =>
  new Promise<T>((done, failed) => {
    child.once("message", (message) => done(message as T));
    child.once("exit", (code) => failed(new Error(`it ended with ${code} before it was ready`)));
  });

async function killHard(child: ChildProcess): Promise<void> {
  const ended = new Promise((done) => child.once("exit", done));
  child.kill("SIGKILL");
  await ended;
}

async function flush(): Promise<void> {
  const redis = new Redis(testRedisUrl());
  await redis.flushall();
  redis.disconnect();
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(50);
}
