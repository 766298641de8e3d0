import { createHmac } from "node:crypto";
import { sql } from "drizzle-orm";
import { RateLimiterDrizzle, RateLimiterRes } from "rate-limiter-flexible";
import { rateLimits } from "#db/schema/platform";
import { database } from "./db.server";
import { env } from "./env.server";
import { TooManyError } from "./errors";

/** So many in so many seconds. */
export type RateLimit = { name: string; points: number; seconds: number };

/** Topics, replies and comments of one person, on the site and by mail. */
export const WRITING = { name: "writing", points: 60, seconds: 10 * 60 } as const satisfies RateLimit;

/** What was counted, under which key, in a count that has ended by then. */
export type Attempt = { key: string; weight: number; countedBy: Date };

/**
 * Counts an attempt of some weight under a key, in PostgreSQL: all processes count together, and only a crash of the database forgets.
 * @throws {TooManyError} when there were too many already
 */
export async function consume(limit: RateLimit, key: string, weight = 1): Promise<Attempt> {
  const limiter = limiterOf(limit);
  try {
    await limiter.consume(keyed(key), weight);
    // read afterwards: this count ends by then at the latest, and one that begins later ends later
    return { key: limiter.getKey(keyed(key)), weight, countedBy: new Date(Date.now() + limit.seconds * 1000) };
  } catch (error) {
    if (error instanceof RateLimiterRes) throw new TooManyError(Math.max(1, Math.ceil(error.msBeforeNext / 1000)));
    throw error;
  }
}

/**
 * Attempts that turn out to be none of those that count, out of the counts that they went into: one that began since knows nothing of them,
 * and none falls below zero. In the order of their keys, so that no two wait for each other.
 */
export async function takeBack(attempts: readonly Attempt[]): Promise<void> {
  if (attempts.length === 0) return;
  const rows = attempts.map(({ key, weight, countedBy }) => sql`(${key}, ${weight}::int, ${countedBy.toISOString()}::timestamptz)`);
  await database().db.execute(sql`
    with counted (key, weight, counted_by) as (values ${sql.join(rows, sql`, `)})
    update rate_limits set points = greatest(0, points - (
      select coalesce(sum(weight), 0) from counted where counted.key = rate_limits.key and expire <= counted_by))
    where key in (select key from rate_limits where key in (select key from counted) order by key for update)`);
}

export async function forget(limit: RateLimit, key: string): Promise<void> {
  await limiterOf(limit).delete(keyed(key));
}

const limiters = new Map<string, RateLimiterDrizzle>();

function limiterOf({ name, points, seconds }: RateLimit): RateLimiterDrizzle {
  const known = limiters.get(name);
  if (known) return known;
  // one of them sweeps the table for all
  const sweeps = limiters.size === 0;
  const limiter = new RateLimiterDrizzle({
    storeClient: database().db,
    schema: rateLimits,
    points,
    duration: seconds,
    keyPrefix: name,
    clearExpiredByTimeout: sweeps,
  });
  limiters.set(name, limiter);
  return limiter;
}

/** The table names nobody: keys are hashes under our own key. */
const keyed = (key: string) => createHmac("sha256", env().secrets[0]!).update(`limit:${key}`).digest("base64url");
