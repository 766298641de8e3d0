import { sql } from "drizzle-orm";
import { getSettings } from "~/features/settings/settings.queries.server";
import type { Ctx } from "~/lib/ctx";

const BATCH = 5000;
const MOST_BATCHES = 20;
const FIRST = "00000000-0000-0000-0000-000000000000";

/**
 * Retention of the outbox: the address of a message that has ended goes after 90 days, the message
 * after 13 months (or sooner, by the settings); those of a mailing not before it has its sums, which are made from all of them.
 */
export async function forgetOldMail(ctx: Ctx): Promise<void> {
  const { keepMailAddressesDays, keepMailMonths } = await getSettings(ctx);
  const at = sql`${ctx.now.toISOString()}::timestamptz`;
  await ctx.db.execute(sql`delete from mail_rests where until < now() - interval '1 day'`);
  for (let batch = 0; batch < MOST_BATCHES; batch++) {
    const rows = await ctx.db.execute(sql`
      update messages set to_email = null, to_hashes = null where id in (
        select id from messages where to_email is not null and final_at is not null
          and created_at < ${at} - make_interval(days => ${keepMailAddressesDays}::int) order by created_at limit ${BATCH})
      returning 1`);
    if (rows.length < BATCH) break;
  }
  // oldest first by key, past those that stay, up to where all are young; the rest waits for the next tick
  let last = FIRST;
  for (let batch = 0; batch < MOST_BATCHES; batch++) {
    const [seen] = await ctx.db.execute<{ last: string | null; has_old: boolean | null }>(sql`
      with oldest as materialized (
        select id, mailing_id, final_at, created_at < ${at} - make_interval(months => ${keepMailMonths}::int) as is_old
        from messages where id > ${last}::uuid order by id limit ${BATCH}),
      forgotten as (
        delete from messages where id in (
          select id from oldest where is_old and final_at is not null
            and not exists (select from mailings g where g.id = oldest.mailing_id and g.accepted is null)))
      select (array_agg(id order by id desc))[1] as last, bool_or(is_old) as has_old from oldest`);
    if (!seen?.last || !seen.has_old) break;
    last = seen.last;
  }
}
