import { and, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { mailings } from "#db/schema/mail/mailings";
import { messages } from "#db/schema/mail/messages";
import { relayTrouble } from "~/features/mail/transport/domain-rests.server";
import type { RelayTrouble } from "~/features/mail/transport/smtp-outcome.policy";
import type { Ctx } from "~/lib/ctx";
import { eachAlone } from "~/lib/each-alone";

/** In these a message may still leave. */
export const OPEN = sql.raw("('pending', 'leased', 'sending', 'deferred')");

/** In these a mailing's messages leave: what is listed does not wait for those who are not yet. */
export const LEAVING = sql.raw("('filling', 'sending')");

/** Something of a mailing has not ended: else there is nothing to wait for. */
const hasOpen = (mailingId: SQL | string) =>
  sql`exists (select from messages m where m.mailing_id = ${mailingId}::uuid and m.state in ${OPEN})`;

/** It waits for the relay alone, and goes on by itself. */
const WAITS_FOR_RELAY = sql.raw("(state = 'paused' and why like 'relay-%')");

const MAY_END = sql`(state in ('sending', 'stopped') or ${WAITS_FOR_RELAY})`;

/** Mailings wait for the relay, and say so; nobody's message is touched. */
export async function pauseForRelay(ctx: Ctx, trouble: RelayTrouble): Promise<void> {
  await ctx.db.execute(sql`
    update mailings g set state = 'paused', why = ${`relay-${trouble}`} where g.state = 'sending' and ${hasOpen(sql`g.id`)}`);
}

/** What a mailing does that goes on: it is sent, or waits where the relay took no mail when it was last tried. */
export function goingOn(mailingId: string) {
  const why = sql<string | null>`case when ${hasOpen(mailingId)} then 'relay-' || ${relayTrouble} end`;
  return { state: sql<"sending">`case when ${why} is null then 'sending' else 'paused' end`, why };
}

/** What a mailing says cannot be put together, which is no recipient's fault: it waits for a person. */
export async function pauseUnbuilt(ctx: Ctx, mailingId: string): Promise<void> {
  await ctx.db
    .update(mailings)
    .set({ state: "paused", why: "build-failed" })
    .where(and(eq(mailings.id, mailingId), sql`${mailings.state} in ${LEAVING}`));
}

/** The relay takes mail again: what waited for it goes on. What a person paused stays so. */
export async function resumeAfterRelay(ctx: Ctx): Promise<void> {
  await ctx.db.execute(sql`update mailings set state = 'sending', why = null where ${WAITS_FOR_RELAY}`);
}

/** Whether there is a reason to talk to the relay. */
export async function hasDueMail(ctx: Ctx): Promise<boolean> {
  const [row] = await ctx.db.execute<{ due: boolean }>(sql`
    select exists (select from messages where state in ('pending', 'deferred') and mailing_id is null and next_at <= now())
        or exists (select from mailings g where (state in ${LEAVING} or ${WAITS_FOR_RELAY})
                   and exists (select from messages m where m.mailing_id = g.id and m.state in ('pending', 'deferred') and m.next_at <= now())) as due`);
  return row!.due;
}

/**
 * Ends what has nothing left to send: a mailing with its sums, which the table checks against its audience. A stopped one gets its sums
 * once the last message that was on its way has returned; so does one that was made to wait for the relay while another worker had its
 * last messages on their way. One by one: asked about all at once, the planner may read every message that is due, and one whose sums do
 * not meet would hold up the others.
 */
export async function finishMailings(ctx: Ctx): Promise<void> {
  const unfinished = await ctx.db
    .select({ id: mailings.id, state: mailings.state })
    .from(mailings)
    .where(and(MAY_END, isNull(mailings.accepted)))
    .orderBy(mailings.id);
  await eachAlone(unfinished, async ({ id, state }) => {
    if (state === "stopped") await skipWaiting(ctx, id);
    await finish(ctx, id);
  });
}

/** Whoever has not been written to by a stopped mailing is left out. */
export async function skipWaiting(ctx: Ctx, mailingId: string): Promise<void> {
  await ctx.db
    .update(messages)
    .set({
      state: "skipped",
      reason: "stopped",
      nextAt: null,
      finalAt: sql`now()` as unknown as Date,
      toEmail: sql`coalesce(${messages.toEmail}, (select canonical from addresses where id = ${messages.addressId}))`,
    })
    .where(and(eq(messages.mailingId, mailingId), inArray(messages.state, ["pending", "deferred"])));
}

async function finish(ctx: Ctx, mailingId: string): Promise<void> {
  await ctx.db.execute(sql`
    with done as (
      select g.id from mailings g
      where g.id = ${mailingId}::uuid and ${MAY_END} and g.accepted is null
        and not exists (select from messages where mailing_id = ${mailingId}::uuid and state in ${OPEN})
      for update skip locked),
    sums as (
      select done.id, count(m.id) as audience, count(*) filter (where m.state = 'accepted') as accepted,
             count(*) filter (where m.state = 'failed') as failed, count(*) filter (where m.state = 'skipped') as skipped,
             count(*) filter (where m.state = 'unknown') as unknown
      from done left join messages m on m.mailing_id = ${mailingId}::uuid group by done.id)
    update mailings g set
      audience = coalesce(g.audience, sums.audience), accepted = sums.accepted, failed = sums.failed, skipped = sums.skipped, unknown = sums.unknown,
      state = case g.state when 'stopped' then g.state else 'finished' end, why = case g.state when 'stopped' then g.why end,
      finished_at = case when g.state <> 'stopped' then now() end
    from sums where g.id = sums.id`);
}
