import { sql } from "drizzle-orm";
import { getSettings } from "~/features/settings/settings.queries.server";
import type { Ctx } from "~/lib/ctx";

const BATCH = 5000;
const MOST_BATCHES = 20;

/**
 * Retention of the outbox: the address of a message that has ended goes after 90 days, the message
 * after 13 months (or sooner, by the settings).
 */
export async function forgetOldMail(ctx: Ctx): Promise<void> {
  const { keepMailAddressesDays, keepMailMonths } = await getSettings(ctx);
  const at = sql`${ctx.now.toISOString()}::timestamptz`;
  await ctx.db.execute(sql`delete from mail_rests where until < now() - interval '1 day'`);
  await inBatches(async () => {
    const rows = await ctx.db.execute(sql`
      update messages set to_email = null, to_hashes = null where id in (
        select id from messages where to_email is not null and final_at is not null
          and created_at < ${at} - make_interval(days => ${keepMailAddressesDays}::int) order by created_at limit ${BATCH})
      returning 1`);
    return rows.length;
  });
  await inBatches(async () => {
    // oldest first by key, so that it stops at the first that stays
    const rows = await ctx.db.execute(sql`
      delete from messages where id in (
        select id from (select id, created_at, final_at from messages order by id limit ${BATCH}) oldest
        where final_at is not null and created_at < ${at} - make_interval(months => ${keepMailMonths}::int))
      returning 1`);
    return rows.length;
  });
}

/** The rest waits for the next tick. */
async function inBatches(one: () => Promise<number>): Promise<void> {
  for (let batch = 0; batch < MOST_BATCHES; batch++) if ((await one()) < BATCH) return;
}
