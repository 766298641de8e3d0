import { readFileSync } from "node:fs";
import { Redis } from "ioredis";
import { atMost } from "~/lib/at-most";
import { database } from "~/lib/db.server";
import { env } from "~/lib/env.server";

type Answer = { status: 200 | 503; body: { ready: boolean; database: boolean; migrations: boolean; queue: boolean } };

/** Asked often and by machines: says no within a second rather than wait for what is down. */
const PATIENCE = 800;

/** Ready: the database answers, its schema is the one this code was written for, and the queue can be reached. */
export async function readiness(): Promise<Answer> {
  const [schema, queue] = await Promise.all([soon(readSchema()), soon(reachQueue())]);
  const ready = schema?.isCurrent === true && queue === true;
  return {
    status: ready ? 200 : 503,
    body: { ready, database: schema !== null, migrations: schema?.isCurrent ?? false, queue: queue === true },
  };
}

async function readSchema(): Promise<{ isCurrent: boolean }> {
  const { sql } = database();
  const [row] = await sql<{ latest: string | null }[]>`select max(created_at) as latest from drizzle.__drizzle_migrations`;
  return { isCurrent: Number(row?.latest ?? 0) >= newestMigration() };
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

let newest: number | null = null;

function newestMigration(): number {
  newest ??=
    (JSON.parse(readFileSync("db/migrations/meta/_journal.json", "utf8")) as { entries: { when: number }[] }).entries.at(-1)?.when ?? 0;
  return newest;
}

const soon = <T>(work: Promise<T>): Promise<T | null> =>
  atMost(
    PATIENCE,
    work.catch(() => null),
  );
