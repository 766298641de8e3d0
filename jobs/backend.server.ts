import { createPostgresBackend, type Processor, Queue, Worker, withBackend } from "bullmq";
import { Redis } from "ioredis";
import pg from "pg";

/** Where the queue lives: in Redis when there is one, else in the same database, schema `bullmq`. Nothing outside of this file knows. */
export type QueueAt = { databaseUrl: string; redisUrl: string | null };

/** The parts of a job that are used. Its data names a row; the row is the truth. */
export type JobData = { id?: string };
export type OpenQueue = { queue: Queue<JobData>; close: () => Promise<void> };
export type OpenWorker = { worker: Worker<JobData>; close: (force?: boolean) => Promise<void> };

const NAME = "portal";
/** Where `portal migrate` made BullMQ's tables. */
const SCHEMA = "bullmq";

const onPostgres = withBackend(createPostgresBackend);

export function openQueue(at: QueueAt): OpenQueue {
  if (at.redisUrl) {
    const connection = redis(at.redisUrl, { producer: true });
    const queue = new Queue<JobData>(NAME, { connection });
    return { queue, close: () => closeBoth(queue.close(), () => connection.disconnect()) };
  }
  const connection = pool(at.databaseUrl, 2);
  const queue = new onPostgres.Queue<JobData>(NAME, { connection }) as unknown as Queue<JobData>;
  return { queue, close: () => closeBoth(queue.close(), () => connection.end()) };
}

export function openWorker(at: QueueAt, process: Processor<JobData>, concurrency: number): OpenWorker {
  // A job that died with its worker is taken up after half a minute. It may die again: its row says when to stop.
  const options = { concurrency, autorun: false, maxStalledCount: 20, stalledInterval: 30_000, lockDuration: 30_000 };
  if (at.redisUrl) {
    const connection = redis(at.redisUrl, { producer: false });
    const worker = new Worker<JobData>(NAME, process, { ...options, connection });
    return { worker, close: (force) => closeBoth(worker.close(force), () => connection.disconnect()) };
  }
  // One of them is the LISTEN connection.
  const connection = pool(at.databaseUrl, concurrency + 2);
  const worker = new onPostgres.Worker<JobData>(NAME, process, { ...options, connection }) as unknown as Worker<JobData>;
  return { worker, close: (force) => closeBoth(worker.close(force), () => connection.end()) };
}

function pool(connectionString: string, max: number): pg.Pool {
  const connections = new pg.Pool({
    connectionString,
    max,
    options: `-c search_path=${SCHEMA}`,
    application_name: "practice-network",
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    allowExitOnIdle: true,
  });
  // one that dies while it is lent out fails its query, which is heard; without a listener the driver would end the process as well
  connections.on("connect", (client) => client.on("error", () => {}));
  return connections;
}

/** A producer fails at once while Redis is away: the sweep adds the job later. A worker waits for it. */
function redis(url: string, { producer }: { producer: boolean }): Redis {
  const client = new Redis(url, producer ? { maxRetriesPerRequest: 1, enableOfflineQueue: false } : { maxRetriesPerRequest: null });
  client.on("error", () => {});
  return client;
}

/** Best effort: the connection may be the very thing that is broken. */
async function closeBoth(closing: Promise<unknown>, connection: () => unknown): Promise<void> {
  await closing.catch(() => {});
  await Promise.resolve(connection()).catch(() => {});
}
