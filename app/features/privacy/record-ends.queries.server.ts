import { type SQL, sql } from "drizzle-orm";
import { RETENTION } from "#db/retention";
import type { Ctx, PersonId } from "~/lib/ctx";

const BATCH = 200;
/** How long before people are told that their record ends. */
export const NOTICE = "30 days";

/** When this person's record ends, while nothing of theirs goes on and they were told; null otherwise. */
export async function findRecordEnd(ctx: Ctx, personId: PersonId): Promise<Date | null> {
  const [row] = await ctx.db.execute<{ ends_at: string }>(sql`
    select greatest(e.ended_at + ${RETENTION.members.period}::interval, e.told_at + ${NOTICE}::interval) as ends_at
    from (${endedRecords(ctx)}) e where e.id = ${personId} and e.told_at >= e.ended_at`);
  return row ? new Date(row.ends_at) : null;
}

/** Those of one run, who ended first; the rest waits for the next. `e` is the record: its id, when it ended and when its owner was told. */
export async function findEnded(ctx: Ctx, condition: SQL): Promise<PersonId[]> {
  const rows = await ctx.db.execute<{ id: PersonId }>(
    sql`select e.id from (${endedRecords(ctx)}) e where ${condition} order by e.ended_at limit ${BATCH}`,
  );
  return rows.map(({ id }) => id);
}

export const at = (ctx: Ctx) => sql`${ctx.now.toISOString()}::timestamptz`;

/**
 * People of whom nothing goes on: no role, no group, no newsletter, no application, no enquiry or appeal that waits, no request, no
 * restriction, theirs or of a record that was merged into theirs; and when the last of it ended, by rows that stay. A list for
 * members reaches nobody who is none, and holds nothing up.
 */
export const endedRecords = (ctx: Ctx) => sql`
  select p.id, p.ending_told_at as told_at, greatest(p.created_at,
    (select max(least(g.revoked_at, g.ends_at)) from grants g where g.person_id = p.id),
    (select max(c.at) from consent_records c where c.person_id = p.id),
    (select max(coalesce(a.decided_at, a.proven_at, a.created_at)) from membership_applications a where a.person_id = p.id),
    (select max(d.cancelled_at) from privacy_departures d where d.person_id = p.id),
    (select max(q.closed_at) from enquiries q where q.person_id = p.id)) as ended_at
  from persons p
  where p.kind = 'human' and p.erased_at is null and p.merged_into is null and p.restricted_at is null
    and not exists (select from grants g where g.person_id = p.id and (g.role is not null or g.group_id is not null)
      and g.revoked_at is null and (g.ends_at is null or g.ends_at > ${at(ctx)}))
    and not exists (select from subscriptions s join lists l on l.id = s.list_id join scopes c on c.id = l.scope_id
      where s.person_id = p.id and s.state <> 'ended' and c.audience = 'open')
    and not exists (select from membership_applications a join persons o on o.id = a.person_id
      where coalesce(o.merged_into, o.id) = p.id and a.state in ('waiting', 'asked'))
    and not exists (select from enquiries q join persons o on o.id = q.person_id where coalesce(o.merged_into, o.id) = p.id and q.state <> 'closed')
    -- sent without signing in, and not confirmed: it is answered all the same
    and not exists (select from enquiries q join proofs f on f.id = q.proof_id join addresses a on a.canonical = f.canonical
      where a.person_id = p.id and q.state <> 'closed')
    and not exists (select from forum_moderations m join forum_posts t on t.id = m.post_id
      where p.id in (t.author_id, t.nameless_by) and m.appealed_at is not null and m.decided_at is null)
    and not exists (select from privacy_departures d where d.person_id = p.id and d.cancelled_at is null and d.done_at is null)
    and not exists (select from privacy_erasures x where x.person_id = p.id)`;
