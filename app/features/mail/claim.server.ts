import { eq, sql } from "drizzle-orm";
import { mailings } from "#db/schema/mail";
import type { Ctx } from "~/lib/ctx";
import type { MailMessage } from "./kinds.server";
import type { MessageClass } from "./types";

/** A message that is ours until its lease ends. */
export type LeasedMessage = MailMessage & {
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
export async function claimMessages(ctx: Ctx, lease: Lease, limit: number): Promise<Claim> {
  const claim = await claimSingles(ctx, lease, limit);
  if (claim.looked >= limit) return claim;
  const sending = await ctx.db
    .select({ id: mailings.id, listId: mailings.listId })
    .from(mailings)
    .where(eq(mailings.state, "sending"))
    .orderBy(mailings.id);
  for (const mailing of sending) {
    const more = await claimOfMailing(ctx, lease, mailing, limit - claim.looked);
    claim.looked += more.looked;
    claim.leased.push(...more.leased);
    if (claim.looked >= limit) break;
  }
  return claim;
}

type ClaimedRow = {
  id: string;
  state: "leased" | "skipped" | "failed";
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

/** What the leasing statements set, from `asked.verdict` (null: send), and the address asked for. */
const decide = (lease: Lease) => sql`
  state = case when m.expires_at <= now() then 'failed' when asked.verdict is not null then 'skipped' else 'leased' end,
  reason = case when m.expires_at <= now() then 'expired' else asked.verdict end,
  lease_owner = case when m.expires_at > now() and asked.verdict is null then ${lease.owner}::uuid end,
  lease_until = case when m.expires_at > now() and asked.verdict is null then now() + make_interval(secs => ${lease.seconds}) end,
  final_at = case when m.expires_at <= now() or asked.verdict is not null then now() end,
  next_at = null,
  address_id = coalesce(asked.address_id, m.address_id),
  to_email = coalesce(asked.canonical, m.to_email),
  to_hashes = coalesce(asked.hashes, m.to_hashes)`;

const RETURNED = sql.raw(
  "m.id, m.state, m.kind, m.class, m.mailing_id, m.person_id, m.address_id, m.to_email, m.args, m.cause, m.message_id, m.verp, m.attempt",
);

async function claimOfMailing(ctx: Ctx, lease: Lease, mailing: { id: string; listId: string }, limit: number): Promise<Claim> {
  // `verdict` is reach()'s blocker; a row that it no longer knows has left the list. `offset 0` keeps the planner from asking about the whole
  // list and then looking for these few in the answer.
  const rows = await ctx.db.execute<ClaimedRow>(sql`
    with due as materialized (
      select id, person_id from messages
      where mailing_id = ${mailing.id}::uuid and state in ('pending', 'deferred') and next_at <= now()
      order by next_at, id limit ${limit} for update skip locked),
    asked as materialized (
      select due.id, r.subscription_id, r.address_id, a.canonical, a.hashes,
             case when r.person_id is null then 'ended' else r.blocker end as verdict
      from due left join lateral (select * from reach(${mailing.listId}::uuid, now()) r where r.person_id = due.person_id offset 0) r on true
               left join addresses a on a.id = r.address_id)
    update messages m set ${decide(lease)} from asked where m.id = asked.id
    returning ${RETURNED}, asked.subscription_id`);
  return claimOf(rows);
}

async function claimSingles(ctx: Ctx, lease: Lease, limit: number): Promise<Claim> {
  // A message to a proof keeps the address that was typed. One to a person goes to the address it was made for, or to the primary one when that is
  // no longer theirs. Rights and security mail pass restriction and what forbids marketing.
  const rows = await ctx.db.execute<ClaimedRow>(sql`
    with due as materialized (
      select id from messages
      where mailing_id is null and state in ('pending', 'deferred') and next_at <= now()
      order by next_at, id limit ${limit} for update skip locked),
    found as materialized (
      select m.id, m.class, m.person_id, p.erased_at, p.restricted_at, m.args ? 'proofId' as is_claim, m.address_id is not null as was_held,
             coalesce(held.id, spare.id) as address_id, coalesce(held.canonical, spare.canonical) as canonical,
             coalesce(held.hashes, spare.hashes) as hashes, coalesce(held.undeliverable_at, spare.undeliverable_at) as undeliverable_at,
             m.to_email, m.to_hashes
      from due join messages m on m.id = due.id
      left join persons p on p.id = m.person_id
      left join addresses held on held.id = m.address_id and held.released_at is null
      left join addresses spare on held.id is null and not (m.args ? 'proofId') and spare.person_id = m.person_id
                and spare.channel = 'email' and spare.is_primary and spare.released_at is null),
    asked as materialized (
      select id, case when is_claim then null else address_id end as address_id, case when is_claim then null else canonical end as canonical,
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
      from found)
    update messages m set ${decide(lease)} from asked where m.id = asked.id
    returning ${RETURNED}, asked.subscription_id`);
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
