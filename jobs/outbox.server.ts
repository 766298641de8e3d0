import { and, asc, eq, gt, isNull, lte, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { jobOutbox } from "#db/schema/platform";
import type { Ctx } from "~/lib/ctx";
import { whenCommitted } from "~/lib/transaction.server";
import { ring, ringAndWait } from "./bell.server";
import { FOLLOW_UPS, type FollowUp, type PayloadOf, type WakeUp } from "./definitions";

const SWEEP_BATCH = 500;

/** A follow-up about one thing: its row commits with what causes it, its job is added after that. The row's id is the job's. */
export async function enqueue<N extends FollowUp>(ctx: Ctx, name: N, payload: PayloadOf<N>): Promise<string> {
  const id = uuidv7();
  await ctx.db.insert(jobOutbox).values({
    id,
    name,
    payload: FOLLOW_UPS[name].payload.parse(payload) as Record<string, string>,
    runAt: sql`now()` as unknown as Date,
    createdAt: ctx.now,
  });
  await whenCommitted(ctx, () => ring({ name, id }));
  return id;
}

/** Whether such a follow-up waits or runs, and was not left for staff. */
export async function isEnqueued<N extends FollowUp>(ctx: Ctx, name: N, about: Partial<PayloadOf<N>>): Promise<boolean> {
  const { payload, failedAt } = jobOutbox;
  const isAbout = sql`${payload} @> ${JSON.stringify(about)}::jsonb`;
  return (await ctx.db.$count(jobOutbox, and(eq(jobOutbox.name, name), isAbout, isNull(failedAt)))) > 0;
}

/** Asks for a pass over a table, once the transaction has committed. A mere hint: the job also ticks by itself. */
export async function wake(ctx: Ctx, name: WakeUp): Promise<void> {
  await whenCommitted(ctx, () => ring({ name }));
}

/** Adds the job of every follow-up that is due. One whose job still exists is left alone by the queue. */
export async function sweepOutbox(ctx: Ctx): Promise<void> {
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const rows = await ctx.db
      .select({ id: jobOutbox.id, name: jobOutbox.name })
      .from(jobOutbox)
      .where(and(isNull(jobOutbox.failedAt), lte(jobOutbox.runAt, sql`now()`), gt(jobOutbox.id, after)))
      .orderBy(asc(jobOutbox.id))
      .limit(SWEEP_BATCH);
    await ringAndWait(rows.map((row) => ({ name: row.name as FollowUp, id: row.id })));
    if (rows.length < SWEEP_BATCH) return;
    after = rows.at(-1)!.id;
  }
}
