import { createHmac } from "node:crypto";
import { and, eq, lte, sql } from "drizzle-orm";
import { RateLimiterDrizzle, RateLimiterRes } from "rate-limiter-flexible";
import { rateLimits } from "#db/schema/platform";
import { database } from "./db.server";
import { env } from "./env.server";
import { TooManyError } from "./errors";

/** So many in so many seconds. */
export type RateLimit = { name: string; points: number; seconds: number };

/** An attempt that was counted, and is taken back where it turns out to be none of those that count. */
export type Attempt = { takeBack: () => Promise<void> };

/**
 * Counts an attempt of some weight under a key, in PostgreSQL: all processes count together, and only a crash of the database forgets.
 * @throws {TooManyError} when there were too many already
 */
export async function consume(limit: RateLimit, key: string, weight = 1): Promise<Attempt> {
  const limiter = limiterOf(limit);
  try {
    await limiter.consume(keyed(key), weight);
    // read afterwards: this count ends by then at the latest, and one that begins later ends later
    const countedBy = new Date(Date.now() + limit.seconds * 1000);
    return { takeBack: () => takeBack(limiter.getKey(keyed(key)), weight, countedBy) };
  } catch (error) {
    if (error instanceof RateLimiterRes) throw new TooManyError(Math.max(1, Math.ceil(error.msBeforeNext / 1000)));
    throw error;
  }
}

/** Out of the count that it went into: one that began since knows nothing of it, and none falls below zero. */
async function takeBack(key: string, weight: number, countedBy: Date): Promise<void> {
  await database()
    .db.update(rateLimits)
    .set({ points: sql`greatest(0, ${rateLimits.points} - ${weight})` })
    .where(and(eq(rateLimits.key, key), lte(rateLimits.expire, countedBy)));
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
