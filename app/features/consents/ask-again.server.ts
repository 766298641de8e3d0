import { and, asc, eq, gt, inArray, isNotNull, isNull, lte, or, sql } from "drizzle-orm";
import { daysOf } from "#db/retention";
import { lists, subscriptions } from "#db/schema/consents";
import { takeTurn } from "~/features/people/persons.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import { eachAlone } from "~/lib/each-alone";
import { inTransaction } from "~/lib/transaction.server";
import { isToldAgain } from "./not-told.server";
import type { ReachBlocker } from "./reach.queries.server";
import { changeSubscription } from "./subscriptions.server";

const BATCH = 500;
/** Those of one run; the rest waits for the next. */
const MOST_BATCHES = 40;
/** Nothing is asked and nothing ends while one of these lasts: they pass, and what was chosen stays until then. */
const WAITS: readonly (ReachBlocker | null)[] = ["restricted", "held", "paused"];

const { id, personId, listId, addressId, state, reconfirmAt, askedAt } = subscriptions;
const columns = { id, personId, listId, addressId, channel: lists.channel, purpose: lists.purpose, askedAt };
export type Asked = {
  id: string;
  personId: PersonId;
  listId: string;
  addressId: string;
  channel: "email" | "post" | "phone" | "fax";
  purpose: string;
  askedAt: Date | null;
};

/**
 * Permissions that are old enough to be asked for again, and whose owners can be reached for them now. `ask` gets those of each
 * batch in a transaction in which they are marked as asked: once.
 */
export async function askAgain(ctx: Ctx, ask: (ctx: Ctx, asked: Asked[]) => Promise<void>): Promise<void> {
  const isDue = and(eq(state, "active"), lte(reconfirmAt, ctx.now), isNull(askedAt))!;
  await eachAlone(batchesOf(ctx, isDue), async (found) => {
    const blockers = await findBlockers(ctx, found);
    const mailable = await findMailable(ctx, found);
    const reachable = found.filter((one) => blockers.get(one.id) === null && mailable.has(one.personId)).map((one) => one.id);
    if (reachable.length === 0) return;
    await inTransaction(ctx, async (ctx) => {
      const mine = await ctx.db
        .update(subscriptions)
        .set({ askedAt: ctx.now })
        .where(and(inArray(id, reachable), isDue))
        .returning({ id });
      await ask(
        ctx,
        found.filter((one) => mine.some((row) => row.id === one.id)),
      );
    });
  });
}

/**
 * Ends what nobody answered for in time, and what nobody could be asked for because nothing can reach them. Who could not answer, for
 * the question did not get to them or they were waiting themselves, is asked anew, up to three times. Each is looked at again in its turn.
 * @throws the first failure, once the others have ended
 */
export async function endUnanswered(ctx: Ctx): Promise<void> {
  await ctx.db.execute(sql`
    update subscriptions s set asked_at = null
    where s.state = 'active' and s.asked_at is not null and s.reconfirm_at <= ${ctx.now.toISOString()}::timestamptz
      and ${isToldAgain(ctx, { personId: sql`s.person_id`, kind: "still-wanted", toldAt: sql`s.asked_at` })}`);
  const latest = later(ctx.now, -daysOf("answer") * DAY);
  const isOver = and(eq(state, "active"), or(lte(askedAt, latest), and(isNull(askedAt), lte(reconfirmAt, latest))))!;
  await eachAlone(batchesOf(ctx, isOver), (found) =>
    eachAlone(found, (one) =>
      inTransaction(ctx, async (ctx) => {
        await takeTurn(ctx, one.personId);
        const [still] = await ctx.db
          .select(columns)
          .from(subscriptions)
          .innerJoin(lists, eq(lists.id, listId))
          .where(and(eq(id, one.id), isOver));
        if (!still) return;
        const blocker = (await findBlockers(ctx, [still])).get(one.id) ?? null;
        // of a record that was merged away
        if (blocker === "gone") return;
        if (WAITS.includes(blocker)) return void (await ctx.db.update(subscriptions).set({ askedAt: null }).where(eq(id, one.id)));
        // who can be reached is asked first, even late
        if (still.askedAt === null && blocker === null) return;
        await changeSubscription(ctx, { personId: one.personId, listId: one.listId, action: "expired", source: "no-answer" });
      }),
    ),
  );
}

/** What is asked for together: whatever goes to one mailbox, and of the rest what is one person's. */
export const askedTogether = ({ personId, channel, addressId }: Asked) => `${personId} ${channel === "email" ? addressId : ""}`;

/**
 * What was asked for together with one subscription, is not answered and can still be reached; nothing once it was answered. What became
 * of the one by itself, as when its reader left it, settles nothing about the others: when they were asked is known from the mail.
 */
export async function listAsked(ctx: Ctx, subscriptionId: string): Promise<Asked[]> {
  const [named] = await ctx.db.select(columns).from(subscriptions).innerJoin(lists, eq(lists.id, listId)).where(eq(id, subscriptionId));
  if (!named) return [];
  const [mail] = await ctx.db.execute<{ at: string | null }>(sql`
    select max(created_at)::text as at from messages
    where person_id = ${named.personId}::uuid and kind = 'still-wanted' and args->>'subscriptionId' = ${subscriptionId}`);
  const at = named.askedAt ?? (mail?.at ? new Date(mail.at) : null);
  const all = await ctx.db
    .select(columns)
    .from(subscriptions)
    .innerJoin(lists, eq(lists.id, listId))
    .where(and(eq(personId, named.personId), eq(state, "active"), isNotNull(askedAt)))
    .orderBy(asc(lists.kind), asc(lists.slug));
  const together = all.filter((one) => askedTogether(one) === askedTogether(named) && one.askedAt?.getTime() === at?.getTime());
  const blockers = await findBlockers(ctx, together);
  return together.filter((one) => blockers.get(one.id) === null);
}

/** What stands in the way of each now, by `reach()`, list by list. */
async function findBlockers(ctx: Ctx, asked: readonly Asked[]): Promise<Map<string, ReachBlocker | null>> {
  const blockers = new Map<string, ReachBlocker | null>();
  for (const list of new Set(asked.map((one) => one.listId))) {
    const people = sql.param(asked.filter((one) => one.listId === list).map((one) => one.personId));
    const rows = await ctx.db.execute<{ subscription_id: string; blocker: ReachBlocker | null }>(sql`
      select subscription_id, blocker from reach(${list}::uuid, ${ctx.now.toISOString()}::timestamptz) where person_id = any(${people}::uuid[])`);
    for (const row of rows) blockers.set(row.subscription_id, row.blocker);
  }
  return blockers;
}

/** Whom a mail can ask, whatever the permission is for. */
async function findMailable(ctx: Ctx, asked: readonly Asked[]): Promise<Set<PersonId>> {
  const people = sql.param(asked.map((one) => one.personId));
  const rows = await ctx.db.execute<{ person_id: PersonId }>(sql`
    select person_id from addresses where person_id = any(${people}::uuid[]) and channel = 'email' and released_at is null and undeliverable_at is null`);
  return new Set(rows.map((row) => row.person_id));
}

/** In the order of their ids, so that what has to wait holds up none behind it. */
async function* batchesOf(ctx: Ctx, isDue: ReturnType<typeof and>): AsyncGenerator<Asked[]> {
  let after = "00000000-0000-0000-0000-000000000000";
  for (let batch = 0; batch < MOST_BATCHES; batch++) {
    const found = await ctx.db
      .select(columns)
      .from(subscriptions)
      .innerJoin(lists, eq(lists.id, listId))
      .where(and(isDue, gt(id, after)))
      .orderBy(asc(id))
      .limit(BATCH);
    if (found.length > 0) yield found;
    if (found.length < BATCH) return;
    after = found.at(-1)!.id;
  }
}
