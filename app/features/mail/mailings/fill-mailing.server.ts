import { and, eq, sql } from "drizzle-orm";
import { mailings } from "#db/schema/mail/mailings";
import { messageIdDomain } from "~/features/mail/messages/message-ids.server";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { goingOn } from "./mailing-states.server";

/** Rows a transaction: single mails go out between two of them. What is still being filled has as many. */
export const CHUNK = 10_000;
/** How long a copy is tried, and from when its mailing goes on. */
export const LIST_LIFE = "48 hours";
const NOBODY = "00000000-0000-0000-0000-000000000000";

/**
 * Writes the next chunk of one mailing that is being filled: one message for every row of reach(), those who cannot be reached as skipped
 * with the reason. Where a copy goes is written into it when it is claimed, where it is asked anyway: so a long list is listed soon. The
 * watermark commits with the rows, so a crash repeats nothing. One that cannot be filled now keeps neither the next one waiting, nor the
 * mail that is sent between two chunks. False when no mailing waits that can be filled.
 * @throws what kept one from being filled, where no other was
 */
export async function fillMailing(ctx: Ctx, chunk = CHUNK): Promise<boolean> {
  const filling = await ctx.db.select({ id: mailings.id }).from(mailings).where(eq(mailings.state, "filling")).orderBy(mailings.id);
  const failures: unknown[] = [];
  for (const { id } of filling) {
    try {
      if (await fillChunk(ctx, id, chunk)) return true;
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return false;
}

function fillChunk(ctx: Ctx, mailingId: string, chunk: number): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    const [mailing] = await ctx.db
      .select({ id: mailings.id, listId: mailings.listId, kind: mailings.kind, watermark: mailings.watermark })
      .from(mailings)
      .where(and(eq(mailings.id, mailingId), eq(mailings.state, "filling")))
      .for("update", { skipLocked: true });
    if (!mailing) return false;

    const { count, last } = await insertChunk(ctx, mailing, chunk);
    const isWhole = count < chunk;
    await ctx.db
      .update(mailings)
      .set({
        ...(last ? { watermark: last } : {}),
        ...(isWhole ? { ...goingOn(mailing.id), audience: countMessages(mailing.id) as unknown as number } : {}),
        // the brakes know where most of a list is from the first copy on
        ...(isWhole || !mailing.watermark ? { mainDomain: mainDomainOf(mailing.id) } : {}),
      })
      .where(eq(mailings.id, mailing.id));
    return true;
  });
}

const countMessages = (mailingId: string) => sql`(select count(*) from messages where mailing_id = ${mailingId}::uuid)`;

/** The domain of at least half of a mailing's audience, or null; two, with a space between, where each has half. Fewer than three: null. */
export const mainDomainOf = (mailingId: string) =>
  sql<string | null>`(select string_agg(domain, ' ') from (
    select split_part(a.canonical, '@', 2) as domain from messages m join addresses a on a.id = m.address_id
    where m.mailing_id = ${mailingId}::uuid group by 1
    having count(*) >= 3 and 2 * count(*) >= ${countMessages(mailingId)}) main)`;

/** A uuid v7 of the moment, as the application makes them. */
const uuidv7 = sql.raw(
  "encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid",
);

async function insertChunk(
  ctx: Ctx,
  mailing: { id: string; listId: string; kind: string; watermark: string | null },
  chunk: number,
): Promise<{ count: number; last: string | null }> {
  const [filled] = await ctx.db.execute<{ count: number; last: string | null }>(sql`
    with audience as materialized (
      select ${uuidv7} as id, r.person_id, r.address_id, r.blocker from reach(${mailing.listId}::uuid, now()) r
      where r.person_id > ${mailing.watermark ?? NOBODY}::uuid
      order by r.person_id limit ${chunk}),
    filled as (
      insert into messages (id, mailing_id, kind, class, list_id, person_id, address_id, to_email, message_id, verp,
                            state, reason, next_at, final_at, expires_at, created_at)
      select id, ${mailing.id}::uuid, ${mailing.kind}, 'list', ${mailing.listId}::uuid, person_id, address_id,
             case when blocker is not null then (select canonical from addresses where id = address_id) end,
             '<' || id || '@' || ${messageIdDomain()} || '>', uuid_send(gen_random_uuid()),
             case when blocker is null then 'pending' else 'skipped' end, blocker,
             case when blocker is null then now() end, case when blocker is not null then now() end,
             now() + ${LIST_LIFE}::interval, ${ctx.now.toISOString()}::timestamptz
      from audience
      on conflict do nothing)
    select count(*)::int as count, (array_agg(person_id order by person_id desc))[1] as last from audience`);
  return filled!;
}
