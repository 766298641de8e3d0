import { Redis } from "ioredis";
import { isCurrent } from "#db/release";
import { atMost } from "~/lib/at-most";
import { database } from "~/lib/db.server";
import { env } from "~/lib/env.server";

type Answer = { status: 200 | 503; body: { ready: boolean; database: boolean; migrations: boolean; queue: boolean } };

/** Asked often and by machines: says no within a second rather than wait for what is down. */
const PATIENCE = 800;

/** Ready: the database answers, its schema is the one this code was written for, and the queue can be reached. */
export async function readiness(): Promise<Answer> {
  const [schema, queue] = await Promise.all([soon(isCurrent(database().sql)), soon(reachQueue())]);
  const ready = schema === true && queue === true;
  return {
    status: ready ? 200 : 503,
    body: { ready, database: schema !== null, migrations: schema === true, queue: queue === true },
  };
}

async function reachQueue(): Promise<boolean> {
  const { redisUrl } = env();
  if (!redisUrl) {
    const { sql } = database();
    const [row] = await sql<{ found: boolean }[]>`select to_regnamespace('bullmq') is not null as found`;
    return row?.found ?? false;
  }
  const redis = new Redis(redisUrl, { lazyConnect: true, connectTimeout: PATIENCE, maxRetriesPerRequest: 0, retryStrategy: () => null });
  redis.on("error", () => {});
  try {
    await redis.connect();
    return (await redis.ping()) === "PONG";
  } finally {
    redis.disconnect();
  }
}

const soon = <T>(work: Promise<T>): Promise<T | null> =>
  atMost(
    PATIENCE,
    work.catch(() => null),
  );
