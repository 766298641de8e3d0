import { and, asc, eq, gt, lte } from "drizzle-orm";
import { subscriptions } from "#db/schema/people";
import { changeSubscription } from "~/features/people/subscriptions.server";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { findSubscription, lockSubscriber } from "./subscription.queries.server";

const BATCH = 200;

/** Silence ends a held subscription; it never resumes one (K1). Each in its own transaction, and looked at again when its turn has come. */
export async function endSilentHolds(ctx: Ctx): Promise<void> {
  for (let after = ""; ; ) {
    const due = await ctx.db
      .select({ id: subscriptions.id })
      .from(subscriptions)
      .where(and(eq(subscriptions.state, "held"), lte(subscriptions.heldUntil, ctx.now), after ? gt(subscriptions.id, after) : undefined))
      .orderBy(asc(subscriptions.id))
      .limit(BATCH);
    for (const { id } of due) await endIfStillSilent(ctx, id);
    if (due.length < BATCH) return;
    after = due.at(-1)!.id;
  }
}

async function endIfStillSilent(ctx: Ctx, id: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const seen = await findSubscription(ctx, id);
    if (!seen) return;
    await lockSubscriber(ctx, seen.personId);
    const subscription = await findSubscription(ctx, id);
    if (subscription?.state !== "held" || !subscription.heldUntil || subscription.heldUntil > ctx.now) return;
    await changeSubscription(ctx, { personId: subscription.personId, listId: subscription.listId, action: "lapsed", source: "silence" });
  });
}
