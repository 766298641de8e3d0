import { createHmac } from "node:crypto";
import { lt, sql } from "drizzle-orm";
import { RETENTION } from "#db/retention";
import { searchMisses } from "#db/schema/search";
import type { Ctx } from "~/lib/ctx";
import { env } from "~/lib/env.server";
import { logger } from "~/lib/logger.server";
import { randomCode } from "~/lib/tokens.server";
import { keptWords, LEAST_TIMES } from "./miss.policy";

/** Who searched for what today, as keyed hashes, and in this process alone: one who searches for the same again counts once. */
const noted = { day: "", searches: new Set<string>() };
/** Beyond it nothing is noted that day: somebody makes words up. */
const MOST_A_DAY = 20_000;

const hashOf = (text: string) => createHmac("sha256", env().secrets[0]!).update(`search:${text}`).digest("base64url");

/**
 * Notes that a search found nothing: bookkeeping that a GET may write (`design.md`, addresses). Nothing of whoever asked is stored, and of
 * the words their keyed hash until the fifth searches for them, who brings the words along. `asker`: whom limits count.
 */
export async function noteMiss(ctx: Ctx, text: string, asker: string): Promise<void> {
  const words = keptWords(text, ctx.now.getUTCFullYear());
  if (!words) return;
  const day = ctx.now.toISOString().slice(0, 10);
  if (noted.day !== day) {
    noted.day = day;
    noted.searches.clear();
  }
  const search = hashOf(`${asker} ${words}`);
  if (noted.searches.has(search) || noted.searches.size >= MOST_A_DAY) return;
  noted.searches.add(search);
  const isShown = sql`${searchMisses.times} + 1 >= ${LEAST_TIMES}::int`;
  await ctx.db
    .insert(searchMisses)
    .values({ hash: hashOf(words), code: randomCode(), words: null, times: 1, lastDay: day })
    .onConflictDoUpdate({
      target: searchMisses.hash,
      set: { times: sql`${searchMisses.times} + 1`, lastDay: day, words: sql`case when ${isShown} then ${words} end` },
    });
}

/** The same once whoever asked has their answer: nobody waits for it, and where it fails nothing is noted. */
export const noteMissLater = (...search: Parameters<typeof noteMiss>): void =>
  void noteMiss(...search).catch((err) => logger.warn({ event: "search not noted", err }));

/** What nobody searched for in so long goes. */
export async function expireMisses(ctx: Ctx): Promise<void> {
  const period = sql.raw(`interval '${RETENTION["search-misses"].period}'`);
  const last = sql`(${ctx.now.toISOString()}::timestamptz at time zone 'UTC' - ${period})::date`;
  await ctx.db.delete(searchMisses).where(lt(searchMisses.lastDay, last));
}
