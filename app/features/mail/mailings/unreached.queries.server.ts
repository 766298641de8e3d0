import { eq, type SQL, sql } from "drizzle-orm";
import { mailings } from "#db/schema/mail/mailings";
import { recordEntry } from "~/features/audit/record-entry.server";
import { demandMailer } from "~/features/mail/messages/demand-mailer";
import { maskAddress } from "~/lib/address";
import type { Ctx, PersonId } from "~/lib/ctx";
import { pageOf } from "~/lib/pages";
import { inTransaction } from "~/lib/transaction.server";
import { otherCopies } from "./other-copies.server";
import { PASSING_REASONS, UNREACHED, type Unreached, type UnreachedGroup } from "./unreached.policy";

const PER_PAGE = 25;

/** Of the messages `m`, or as they are called, those of a group. */
export const inGroup = (group: Unreached, m: SQL = sql`m`): SQL =>
  group === "missed" ? sql`${m}.state = 'skipped' and ${m}.reason in ${PASSING_REASONS}` : sql`${m}.state = ${group}`;

/**
 * The messages of a group whose people the list reaches now, and who that is: of a record that was joined, its person. Without those who
 * have it, or may have it, by another message than the group's, as the lease would leave them out.
 */
export const reachedNow = (ctx: Ctx, mailingId: string, group: Unreached) => sql`(
  select m.id, r.person_id from messages m join mailings g on g.id = m.mailing_id join persons p on p.id = m.person_id
  join reach(g.list_id, ${ctx.now.toISOString()}::timestamptz) r on r.person_id = coalesce(p.merged_into, p.id) and r.blocker is null
  where m.mailing_id = ${mailingId}::uuid and ${inGroup(group)}
    and not exists (select from ${otherCopies(sql`m.person_id`, sql`r.person_id`)}
                    where o.mailing_id = ${mailingId}::uuid and not (${inGroup(group, sql`o`)})
                      and (o.person_id = r.person_id or o.state in ('accepted', 'unknown'))))`;

/** When a mailing finished, or the last message that is kept of a stopped one ended; null while there is something on its way. */
export const endedAt =
  sql<Date | null>`coalesce(${mailings.finishedAt}, case when ${mailings.state} = 'stopped' and ${mailings.accepted} is not null
  then coalesce((select max(m.final_at) from messages m where m.mailing_id = ${mailings}.id), ${mailings.startedAt}) end)`.mapWith(
    mailings.finishedAt,
  );

/**
 * How many a finished or stopped mailing did not reach, group by group; empty while it is being sent.
 * `finishedAt` goes with whatever is pressed.
 */
export async function countUnreached(ctx: Ctx, mailingId: string): Promise<{ finishedAt: string | null; groups: UnreachedGroup[] }> {
  const [mailing] = await ctx.db.select({ endedAt, left: mailings.left }).from(mailings).where(eq(mailings.id, mailingId));
  if (!mailing?.endedAt) return { finishedAt: null, groups: [] };
  const [counts] = await ctx.db.execute<Record<Unreached, number>>(sql`
    select count(*) filter (where ${inGroup("unknown")})::int as unknown, count(*) filter (where ${inGroup("failed")})::int as failed,
      count(*) filter (where ${inGroup("missed")})::int as missed
    from messages m where m.mailing_id = ${mailingId}::uuid and m.state in ('unknown', 'failed', 'skipped')`);
  const groups = UNREACHED.map((group) => ({ group, count: counts![group], isLeft: mailing.left.includes(group) }));
  return { finishedAt: mailing.endedAt.toISOString(), groups: groups.filter(({ count }) => count > 0) };
}

/** How many people of a group the list reaches now. */
export async function countReachedNow(ctx: Ctx, mailingId: string, group: Unreached): Promise<number> {
  const [row] = await ctx.db.execute<{ count: number }>(
    sql`select count(distinct person_id)::int as count from ${reachedNow(ctx, mailingId, group)} reached`,
  );
  return row!.count;
}

export type UnreachedRow = { ref: string; name: string | null; address: string; reason: string; blocker: string | null };

/**
 * Who a group is: the address that was written to, why it was not reached, and what stands against it now (`ended` where the list
 * no longer knows them). `after` is a person's reference. Staff look at people here, so each of those shown has it in their
 * record of looks (`design.md` §5.4). @throws ForbiddenError
 */
export async function lookAtUnreached(
  ctx: Ctx,
  mailingId: string,
  group: Unreached,
  after?: string | null,
): Promise<{ rows: UnreachedRow[]; next: string | null }> {
  demandMailer(ctx);
  return inTransaction(ctx, async (ctx) => {
    const found = await ctx.db.execute<{
      person_id: PersonId;
      ref: string;
      name: string | null;
      to_email: string | null;
      reason: string;
      blocker: string | null;
    }>(sql`
      with page as materialized (
        select p.id as person_id, p.ref, coalesce(p.display_name, p.full_name) as name, m.to_email, m.reason, m.mailing_id,
               coalesce(p.merged_into, p.id) as now_id
        from messages m join persons p on p.id = m.person_id and p.erased_at is null
        where m.mailing_id = ${mailingId}::uuid and ${inGroup(group)} and p.ref > ${after ?? ""} order by p.ref limit ${PER_PAGE + 1})
      select page.*, case when r.person_id is null then 'ended' else r.blocker end as blocker
      from page join mailings g on g.id = page.mailing_id
      left join lateral (select * from reach(g.list_id, ${ctx.now.toISOString()}::timestamptz) r where r.person_id = page.now_id offset 0) r on true
      order by page.ref`);
    const { rows, next } = pageOf(found, PER_PAGE, ({ ref }) => ref);
    for (const { person_id } of rows)
      await recordEntry(ctx, {
        class: "access",
        action: "audience.looked-at",
        objectKind: "mailing",
        objectId: mailingId,
        subjectId: person_id,
        purpose: "sending a newsletter",
      });
    return {
      rows: rows.map(({ ref, name, to_email, reason, blocker }) => ({
        ref,
        name,
        address: to_email ? maskAddress(to_email) : "No longer kept",
        reason,
        blocker,
      })),
      next,
    };
  });
}
