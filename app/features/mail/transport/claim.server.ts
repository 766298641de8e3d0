import { sql } from "drizzle-orm";
import { mailings } from "#db/schema/mail/mailings";
import { LEAVING } from "~/features/mail/mailings/mailing-states.server";
import { otherCopies } from "~/features/mail/mailings/other-copies.server";
import type { StoredMessage } from "~/features/mail/messages/mail-kind.server";
import type { MessageClass } from "~/features/mail/types";
import { REMOVED_BY_ITS_HOLDER } from "~/features/people/joined-address.server";
import type { Ctx } from "~/lib/ctx";
import { isDatabaseDown } from "~/lib/errors";
import { logger } from "~/lib/logger.server";

/** A message that is ours until its lease ends. */
export type LeasedMessage = StoredMessage & {
  class: MessageClass;
  mailingId: string | null;
  /** Of list mail: whose leaving its links are about. */
  subscriptionId: string | null;
  toEmail: string;
  messageId: string;
  verp: Buffer;
  attempt: number;
};
export type Lease = { owner: string; seconds: number };

/** How many due rows were looked at, and those of them that may be sent. */
export type Claim = { looked: number; leased: LeasedMessage[] };

/**
 * Leases up to `limit` due messages: single ones first, so that nobody waits for a password link behind an issue. Whether each may still be
 * sent, and where to, is asked in the statement that leases it.
 */
export async function claimMessages(ctx: Ctx, lease: Lease, limit: number, singlesOnly = false): Promise<Claim> {
  const claim = await claimSingles(ctx, lease, limit);
  if (singlesOnly || claim.looked >= limit) return claim;
  const sending = await ctx.db
    .select({ id: mailings.id, listId: mailings.listId })
    .from(mailings)
    .where(sql`${mailings.state} in ${LEAVING}`)
    .orderBy(mailings.id);
  for (const mailing of sending) {
    const more = await claimAlone(ctx, lease, mailing, limit - claim.looked);
    claim.looked += more.looked;
    claim.leased.push(...more.leased);
    if (claim.looked >= limit) break;
  }
  return claim;
}

/** One that cannot be claimed keeps neither what is leased already nor the others waiting. */
async function claimAlone(ctx: Ctx, lease: Lease, mailing: ClaimedMailing, limit: number): Promise<Claim> {
  try {
    return await claimOfMailing(ctx, lease, mailing, limit);
  } catch (error) {
    if (isDatabaseDown(error)) throw error;
    logger.error({ err: error, mailing: mailing.id }, "the mail of a mailing could not be claimed");
    return { looked: 0, leased: [] };
  }
}

type ClaimedRow = {
  id: string;
  state: "leased" | "skipped" | "failed" | "pending" | "deferred";
  kind: string;
  class: MessageClass;
  mailing_id: string | null;
  subscription_id: string | null;
  person_id: string | null;
  address_id: string | null;
  to_email: string;
  args: Record<string, string>;
  cause: string | null;
  message_id: string;
  verp: Buffer;
  attempt: number;
};

/** Whoever a mailing goes to is tried so often, however long it stood still: a pause, or a relay that is away, loses nobody an issue. */
const FEWEST_TRIES = 3;

/** But not for ever, once a person let it go. */
const LONGEST_WAIT = "30 days";

/** When a message is given up at the latest; `attempt` is how often it was tried. */
export const lastMoment = (attempt: string) =>
  sql.raw(
    `case when m.class <> 'list' or m.expires_at > now() or ${attempt} >= ${FEWEST_TRIES} then m.expires_at else m.expires_at + interval '${LONGEST_WAIT}' end`,
  );

/**
 * From `asked.verdict` (null: send) to what becomes of each. Who is at a domain that rests is put off, untried: one of them was asked, so
 * nobody else needs to be. A code or an answer about somebody's rights cannot wait, and is so few that no server minds.
 */
const DECIDED = sql.raw(`
  select asked.*, case when last_moment <= now() then 'failed' when verdict is not null then 'skipped'
                       when rests_until is not null then 'put-off' else 'leased' end as outcome
  from (select asked.*, (select until from mail_rests r where r.domain = split_part(coalesce(asked.canonical, asked.to_email), '@', 2)
                         and r.until > now() and asked.class not in ('rights', 'security')) as rests_until from asked) asked`);

const decide = (lease: Lease) => sql`
  state = case outcome when 'put-off' then m.state else outcome end,
  reason = case outcome when 'failed' then 'expired' when 'skipped' then verdict when 'put-off' then m.reason end,
  lease_owner = case outcome when 'leased' then ${lease.owner}::uuid end,
  lease_until = case outcome when 'leased' then now() + make_interval(secs => ${lease.seconds}) end,
  final_at = case when outcome in ('failed', 'skipped') then now() end,
  next_at = case outcome when 'put-off' then least(rests_until, last_moment) end,
  address_id = coalesce(decided.address_id, m.address_id),
  to_email = coalesce(decided.canonical, m.to_email),
  to_hashes = coalesce(decided.hashes, m.to_hashes)`;

const RETURNED = sql.raw(
  "m.id, m.state, m.kind, m.class, m.mailing_id, m.person_id, m.address_id, m.to_email, m.args, m.cause, m.message_id, m.verp, m.attempt, decided.subscription_id",
);

/**
 * Whether another message of a mailing is the copy of whoever `due` belongs to now: their own one; or that of another record that became
 * part of theirs, where it left or goes to the address of `r`, or waits and was made before `due`, which does not go there.
 */
const hasAnotherCopy = (mailingId: string) => sql`exists (
  select from ${otherCopies(sql`due.was`, sql`due.person_id`)}
  where o.mailing_id = ${mailingId}::uuid
    and (o.person_id = due.person_id or o.state in ('leased', 'sending', 'accepted', 'unknown') or o.address_id = r.address_id
         or (due.person_id <> due.was and o.state in ('pending', 'deferred') and o.id < due.id
             and due.address_id is distinct from r.address_id)))`;

type ClaimedMailing = { id: string; listId: string };

async function claimOfMailing(ctx: Ctx, lease: Lease, mailing: ClaimedMailing, limit: number): Promise<Claim> {
  // `verdict` is reach()'s blocker; a row that it no longer knows has left the list. `offset 0` keeps the planner from asking about the
  // whole list and then looking for these few in the answer. Whose record became part of another since is asked about as that one.
  const rows = await ctx.db.execute<ClaimedRow>(sql`
    with due as materialized (
      select id, to_email, address_id, ${lastMoment("m.attempt")} as last_moment, person_id as was,
             (select coalesce(p.merged_into, p.id) from persons p where p.id = m.person_id) as person_id from messages m
      where mailing_id = ${mailing.id}::uuid and state in ('pending', 'deferred') and next_at <= now()
      order by next_at, id limit ${limit} for update skip locked),
    asked as materialized (
      select due.id, 'list' as class, due.to_email, due.last_moment, r.subscription_id, r.address_id, a.canonical, a.hashes,
             case when r.person_id is null then 'ended' else r.blocker end as verdict
      from due left join lateral (select * from reach(${mailing.listId}::uuid, now()) r where r.person_id = due.person_id
               and not ${hasAnotherCopy(mailing.id)}
               offset 0) r on true
               left join addresses a on a.id = coalesce(r.address_id, due.address_id)),
    decided as materialized (${DECIDED})
    update messages m set ${decide(lease)} from decided where m.id = decided.id
    returning ${RETURNED}`);
  return claimOf(rows);
}

async function claimSingles(ctx: Ctx, lease: Lease, limit: number): Promise<Claim> {
  // A message to a proof keeps the address that was typed. One to a person goes to the address it was made for, or to the primary one when
  // that is no longer theirs; of a record that was joined, the mailbox went along. A warning stays with the address that its holder
  // removed, as whoever takes an account over would. Rights and security mail pass restriction and what forbids marketing.
  const rows = await ctx.db.execute<ClaimedRow>(sql`
    with due as materialized (
      select id from messages
      where mailing_id is null and state in ('pending', 'deferred') and next_at <= now()
      order by next_at, id limit ${limit} for update skip locked),
    found as materialized (
      select m.id, m.class, m.person_id, m.expires_at as last_moment, p.erased_at, p.restricted_at, m.args ? 'proofId' as is_claim,
             m.address_id is not null as was_held,
             coalesce(held.id, spare.id) as address_id, coalesce(held.canonical, spare.canonical) as canonical,
             coalesce(held.hashes, spare.hashes) as hashes, coalesce(held.undeliverable_at, spare.undeliverable_at) as undeliverable_at,
             m.to_email, m.to_hashes
      from due join messages m on m.id = due.id
      left join persons o on o.id = m.person_id
      left join persons p on p.id = coalesce(o.merged_into, o.id)
      left join addresses held on held.id = m.address_id
                and (held.released_at is null or (m.class = 'security' and held.released_why = ${REMOVED_BY_ITS_HOLDER}))
      left join lateral (select * from addresses a where a.person_id = p.id and a.channel = 'email' and a.released_at is null
                           and (a.is_primary or (o.merged_into is not null and a.canonical = m.to_email))
                         order by a.canonical = m.to_email desc limit 1) spare on held.id is null and not (m.args ? 'proofId')),
    asked as materialized (
      select id, class, to_email, last_moment, case when is_claim then null else address_id end as address_id,
             case when is_claim then null else canonical end as canonical,
             case when is_claim then null else hashes end as hashes, null::uuid as subscription_id,
             case
               when erased_at is not null then 'gone'
               when is_claim and to_email is null then 'no-address'
               when not is_claim and address_id is null then case when was_held then 'address-released' else 'no-address' end
               when class = 'service' and restricted_at is not null then 'restricted'
               when class = 'service' and not is_claim and undeliverable_at is not null then 'undeliverable'
               when exists (select from suppressions u where u.hash = any (coalesce(hashes, to_hashes)) and u.lifted_at is null
                            and u.reach = 'everything') then 'suppressed'
             end as verdict
      from found),
    decided as materialized (${DECIDED})
    update messages m set ${decide(lease)} from decided where m.id = decided.id
    returning ${RETURNED}`);
  return claimOf(rows);
}

function claimOf(rows: ClaimedRow[]): Claim {
  const leased = rows
    .filter((row) => row.state === "leased")
    .map((row) => ({
      id: row.id,
      kind: row.kind,
      class: row.class,
      mailingId: row.mailing_id,
      subscriptionId: row.subscription_id,
      personId: row.person_id,
      addressId: row.address_id,
      toEmail: row.to_email,
      args: row.args,
      cause: row.cause,
      messageId: row.message_id,
      verp: row.verp,
      attempt: row.attempt,
    }));
  return { looked: rows.length, leased };
}
