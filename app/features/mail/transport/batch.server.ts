import { sql } from "drizzle-orm";
import { CHUNK } from "~/features/mail/mailings/fill-mailing.server";
import { LEAVING } from "~/features/mail/mailings/mailing-states.server";
import type { Ctx } from "~/lib/ctx";
import { isUrgent } from "./backoff.server";
import { type Lease, type LeasedMessage, lastMoment } from "./claim.server";
import { type Rest, restDomains } from "./domain-rests.server";
import { CONTENT_REASONS, type Outcome, REFUSED_REASONS, retryPause } from "./smtp-outcome.policy";

export type Ended = { message: LeasedMessage; outcome: Outcome };

/**
 * One commit of the send loop: what became of those that returned, and `sending` for those that leave next. It fences both by
 * the lease's owner: a worker that was paused past its lease writes nothing and sends nothing. Gives the ids that may leave; a
 * message of a mailing that was paused or stopped meanwhile is not among them, nor one whose mailing pauses because of those
 * that returned. Safe to repeat when its answer was lost.
 */
export async function commitBatch(
  ctx: Ctx,
  lease: Lease,
  ended: Ended[],
  leaving: LeasedMessage[],
  rests: Rest[],
  doubted: string[] = [],
): Promise<Set<string>> {
  const mayPause = ended.some(({ outcome }) => outcome.state === "failed");
  const left = await record(ctx, lease, ended, mayPause ? [] : leaving);
  await restDomains(ctx, rests);
  await pauseFaultyMailings(ctx, ended);
  await rememberGoneMailboxes(ctx, ended, doubted);
  return mayPause ? record(ctx, lease, [], leaving) : left;
}

async function record(ctx: Ctx, lease: Lease, ended: Ended[], leaving: LeasedMessage[]): Promise<Set<string>> {
  const results = ended.map(({ message, outcome }) => ({
    id: message.id,
    state: outcome.state,
    reason: outcome.reason,
    pause: pauseOf(message, outcome),
    // An attempt that reached nobody was none.
    attempt: outcome.state === "pending" ? message.attempt : message.attempt + 1,
    smtp_code: outcome.smtpCode,
    smtp_status: outcome.smtpStatus,
    queue_id: outcome.queueId,
  }));
  const rows = await ctx.db.execute<{ id: string }>(sql`
    with recorded as (
      update messages m set
        state = r.state, reason = r.reason, attempt = r.attempt, smtp_code = r.smtp_code, smtp_status = r.smtp_status, queue_id = r.queue_id,
        lease_owner = null, lease_until = null,
        next_at = case when r.pause is not null then least(now() + make_interval(secs => r.pause), ${lastMoment("r.attempt")}) end,
        final_at = case when r.pause is null then now() end
      from jsonb_to_recordset(${JSON.stringify(results)}::jsonb) as r(id uuid, state text, reason text, pause int, attempt smallint,
           smtp_code smallint, smtp_status text, queue_id text)
      where m.id = r.id and m.state = 'sending' and m.lease_owner = ${lease.owner}::uuid)
    update messages m set state = 'sending', lease_until = now() + make_interval(secs => ${lease.seconds})
    from jsonb_to_recordset(${JSON.stringify(leaving.map(({ id }) => ({ id })))}::jsonb) as l(id uuid)
    where m.id = l.id and m.state in ('leased', 'sending') and m.lease_owner = ${lease.owner}::uuid
      and (m.mailing_id is null or exists (select from mailings g where g.id = m.mailing_id and g.state in ${LEAVING}))
    returning m.id`);
  return new Set(rows.map((row) => row.id));
}

/** Records what a room refused to send, or could not build. */
export async function endLeased(ctx: Ctx, lease: Lease, id: string, state: "skipped" | "failed", reason: string): Promise<void> {
  await ctx.db.execute(sql`
    update messages set state = ${state}, reason = ${reason}, lease_owner = null, lease_until = null, final_at = now()
    where id = ${id}::uuid and state = 'leased' and lease_owner = ${lease.owner}::uuid`);
}

/** Leaves a message to a worker that can build it: until its life ends, somebody looks each minute. */
export async function putOffLeased(ctx: Ctx, lease: Lease, id: string, reason: string): Promise<void> {
  await ctx.db.execute(sql`
    update messages set state = 'deferred', reason = ${reason}, lease_owner = null, lease_until = null,
      next_at = least(now() + interval '1 minute', expires_at)
    where id = ${id}::uuid and state = 'leased' and lease_owner = ${lease.owner}::uuid`);
}

/** Keeps what this worker holds, by name: what it leased without hearing of it is nobody's, and has to run out. */
export async function renewLeases(ctx: Ctx, lease: Lease, held: string[]): Promise<void> {
  await ctx.db.execute(sql`
    update messages set lease_until = now() + make_interval(secs => ${lease.seconds})
    where state in ('leased', 'sending') and lease_owner = ${lease.owner}::uuid and id = any (string_to_array(${held.join()}, ',')::uuid[])`);
}

/** Gives back what was leased and did not leave; it keeps its place before what was queued later. */
export async function releaseLeased(ctx: Ctx, lease: Lease, held: LeasedMessage[]): Promise<void> {
  if (held.length === 0) return;
  await ctx.db.execute(sql`
    update messages m set state = 'pending', next_at = least(m.created_at, now()), lease_owner = null, lease_until = null
    from jsonb_to_recordset(${JSON.stringify(held.map(({ id }) => ({ id })))}::jsonb) as h(id uuid)
    where m.id = h.id and m.state = 'leased' and m.lease_owner = ${lease.owner}::uuid`);
}

/** Gives back what a claim leased whose answer never came: everything but what is held. */
export async function releaseOthers(ctx: Ctx, lease: Lease, held: string[]): Promise<void> {
  await ctx.db.execute(sql`
    update messages set state = 'pending', next_at = now(), lease_owner = null, lease_until = null
    where state = 'leased' and lease_owner = ${lease.owner}::uuid and id <> all (string_to_array(${held.join()}, ',')::uuid[])`);
}

/**
 * Leases that ran out: their worker is dead or was paused. What had not begun to leave is sent by somebody else. What was leaving may have
 * arrived: of a list it stays `unknown`, anything else goes again.
 */
export async function recoverLeases(ctx: Ctx): Promise<void> {
  await ctx.db.execute(sql`
    with lost as (
      select id from messages where state in ('leased', 'sending') and lease_until < now() order by lease_until, id limit 1000 for update skip locked)
    update messages m set
      state = case when m.state = 'sending' and m.class = 'list' then 'unknown' else 'pending' end,
      reason = case when m.state = 'sending' and m.class = 'list' then 'worker-lost' end,
      next_at = case when m.state = 'sending' and m.class = 'list' then null else now() end,
      final_at = case when m.state = 'sending' and m.class = 'list' then now() end,
      lease_owner = null, lease_until = null
    from lost where m.id = lost.id`);
}

/** What saw the relay in trouble is not the first to ask when it is well again: the trouble may be the message's own. */
const BEHIND_OTHERS = 30;

/** Seconds: a server that hangs up says nothing of how long, and what is urgent is not kept waiting past its end for that. */
const LONGEST_AFTER_LOSS = 300;

/** Seconds until the next attempt, or null for a final state. What found no free connection goes as soon as there is one. */
function pauseOf(message: LeasedMessage, outcome: Outcome): number | null {
  if (outcome.state === "deferred") {
    const pause = retryPause(message.attempt + 1, Math.random());
    return outcome.limit === "disconnecting" && isUrgent(message) ? Math.min(pause, LONGEST_AFTER_LOSS) : pause;
  }
  if (outcome.state !== "pending") return null;
  return outcome.relay || outcome.limit ? BEHIND_OTHERS : 0;
}

/**
 * Not while its mailing stands still because of refusals: a server that lost its list of users says of everybody that they are gone.
 * Of those that heard so in a row (`doubted`) what the first said is taken back.
 */
async function rememberGoneMailboxes(ctx: Ctx, ended: Ended[], doubted: string[]): Promise<void> {
  const gone = ended.filter(({ outcome }) => outcome.undeliverable);
  if (gone.length === 0) return;
  const marks = gone.flatMap(({ message }) =>
    message.addressId && !doubted.includes(message.id) ? [{ id: message.addressId, mailing: message.mailingId }] : [],
  );
  if (marks.length > 0)
    await ctx.db.execute(sql`
      update addresses a set undeliverable_at = now() from jsonb_to_recordset(${JSON.stringify(marks)}::jsonb) as g(id uuid, mailing uuid)
      where a.id = g.id and a.undeliverable_at is null
        and not exists (select from mailings m where m.id = g.mailing and m.state = 'paused' and m.why = 'refused')`);
  if (doubted.length > 0)
    await ctx.db.execute(sql`
      update addresses a set undeliverable_at = null from messages m
      where m.id = any (string_to_array(${doubted.join()}, ',')::uuid[]) and a.id = m.address_id and a.undeliverable_at >= m.final_at`);
}

/** A mailing that relays refuse for what it says stops by itself at this many, or at this share of its audience (`trust.md` C). */
const MOST_REFUSED = 50;
const FEWEST_REFUSED = 5;
const MOST_REFUSED_SHARE = 0.02;
/** Of each reason so many of the newest are looked at: enough to tell, where one domain refuses most, whether others do too. */
const LOOKED_AT = 4 * MOST_REFUSED;
/** Where nobody has got it yet, so few suffice to say that it is too large for the relay and not for a mailbox. */
const FEWEST_TOO_LARGE = 3;
/** Refused for good one after the other, for whatever reason: so many, or `FEWEST_REFUSED` where nobody has got it yet. */
const MOST_IN_A_ROW = 10;

/**
 * Pauses mailings that go wrong, and takes back what the refusals in a row said of mailboxes. Counted is what was heard since
 * a person last let it go, without the domain that refused most, unless most of the list is there: one that wants nothing of us
 * stops nobody else's mail. In a row, where nobody got it in between, two domains are enough; who was put off first does not count where
 * others got it: those that are left then are the ones that are gone. Whoever is refused asks, so it
 * reads no more of a long list than of a short one: of each reason the newest that could matter, and the newest that was accepted.
 */
async function pauseFaultyMailings(ctx: Ctx, ended: Ended[]): Promise<void> {
  const refused = ended.filter(({ outcome }) => outcome.state === "failed");
  for (const mailingId of new Set(refused.map(({ message }) => message.mailingId))) {
    if (!mailingId) continue;
    await ctx.db.execute(sql`
      with mailing as materialized (
        select id, audience, main_domain, coalesce(released_at, '-infinity') as released,
               (select max(final_at) from messages where mailing_id = ${mailingId}::uuid and state = 'accepted') as accepted
        from mailings where id = ${mailingId}::uuid and state in ${LEAVING}),
      reached as materialized (
        select distinct split_part(to_email, '@', 2) as domain from (
          select to_email from messages where mailing_id = ${mailingId}::uuid and state = 'accepted' order by final_at desc limit ${LOOKED_AT}) newest),
      heard as materialized (
        select m.address_id, m.reason, m.final_at, split_part(m.to_email, '@', 2) as domain, m.reason in ${CONTENT_REASONS} as is_content,
               m.smtp_code >= 500 and m.final_at > coalesce(mailing.accepted, '-infinity')
                 and not (m.attempt > 1 and exists (select from reached r where r.domain = split_part(m.to_email, '@', 2))) as in_a_row
        from mailing cross join unnest(string_to_array(${REFUSED_REASONS.join()}, ',')) as r(reason) cross join lateral (
          select * from messages where mailing_id = ${mailingId}::uuid and state = 'failed' and reason = r.reason and final_at > mailing.released
          order by final_at desc limit ${LOOKED_AT}) m),
      of_domains as (
        select kind, coalesce(domain = any (string_to_array(main_domain, ' ')), false) as is_main, count(*) as refused, count(*) filter (where reason = 'too-large') as too_large
        from heard cross join mailing cross join lateral (values ('content', is_content), ('in-a-row', in_a_row)) as k(kind, counts)
        where counts group by kind, domain, main_domain),
      counted as (
        select kind, sum(refused) as refused, sum(too_large) as too_large, count(*) > 1 or bool_or(is_main) as is_spread,
               sum(refused) - case when max(refused) filter (where is_main) = max(refused) then 0 else max(refused) end as others
        from of_domains group by kind),
      paused as (
        update mailings g set state = 'paused', why = case when c.too_large * 2 > c.refused then 'too-large' else 'refused' end
        from counted c, mailing
        where g.id = mailing.id and g.state in ${LEAVING}
          and case c.kind
                when 'content' then c.others >= least(${MOST_REFUSED}::int, greatest(${FEWEST_REFUSED}::int, coalesce(mailing.audience, ${CHUNK}) * ${MOST_REFUSED_SHARE}::float8))
                                    or (c.too_large >= ${FEWEST_TOO_LARGE}::int and mailing.accepted is null)
                else c.refused >= case when mailing.accepted is null then ${FEWEST_REFUSED}::int else ${MOST_IN_A_ROW}::int end end
          and c.is_spread
        returning 1)
      update addresses a set undeliverable_at = null from heard
      where exists (select from paused) and heard.in_a_row and heard.reason = 'no-such-mailbox' and a.id = heard.address_id
        and a.undeliverable_at >= heard.final_at`);
  }
}
