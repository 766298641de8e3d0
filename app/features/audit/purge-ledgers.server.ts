import { sql } from "drizzle-orm";
import { RETENTION } from "#db/retention";
import type { Ctx } from "~/lib/ctx";
import { LEDGERS } from "./seal-ledgers.server";

const BATCH = 10_000;
const MOST_BATCHES = 50;

/** Drops the entries of acts, looks, disclosures and sign-ins that are older than their year, whole sealed ranges at a time (ISO-7). */
export async function purgeLedgers(ctx: Ctx): Promise<void> {
  const before = sql`${ctx.now.toISOString()}::timestamptz - ${RETENTION.ledger.period}::interval`;
  for (const ledger of LEDGERS.filter((each) => each !== "consent")) {
    for (let batch = 0; batch < MOST_BATCHES; batch++) {
      const [dropped] = await ctx.db.execute<{ rows: number }>(sql`select purge_ledger(${ledger}, ${before}, ${BATCH}) as rows`);
      if ((dropped?.rows ?? 0) < BATCH) break;
    }
  }
}
