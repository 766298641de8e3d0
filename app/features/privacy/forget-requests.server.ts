import { and, inArray, lt, type SQL, sql } from "drizzle-orm";
import { RETENTION } from "#db/retention";
import { privacyDepartures, privacyErasures } from "#db/schema/privacy";
import type { Ctx } from "~/lib/ctx";

const BATCH = 500;
const MOST_BATCHES = 40;

/** Deletes requests to leave and the proofs of erasures, three years after each was closed. */
export async function forgetRequests(ctx: Ctx): Promise<void> {
  const closed = (at: SQL) => lt(at, sql`${ctx.now.toISOString()}::timestamptz - ${RETENTION.requests.period}::interval`);
  const departures = closed(sql`coalesce(${privacyDepartures.doneAt}, ${privacyDepartures.cancelledAt})`);
  await inBatches(ctx, privacyDepartures, departures);
  await inBatches(ctx, privacyErasures, closed(sql`${privacyErasures.erasedAt}`));
}

async function inBatches(ctx: Ctx, table: typeof privacyDepartures | typeof privacyErasures, isOver: SQL): Promise<void> {
  for (let batch = 0; batch < MOST_BATCHES; batch++) {
    const some = ctx.db.select({ id: table.id }).from(table).where(isOver).limit(BATCH);
    const gone = await ctx.db
      .delete(table)
      .where(and(inArray(table.id, some), isOver))
      .returning({ id: table.id });
    if (gone.length < BATCH) return;
  }
}
