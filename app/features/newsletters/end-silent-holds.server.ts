import { and, asc, eq, isNull, lte } from "drizzle-orm";
import { persons, subscriptions } from "#db/schema/people";
import { takeTurn } from "~/features/people/persons.server";
import { changeSubscription } from "~/features/people/subscriptions.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";

const BATCH = 200;
const MOST_BATCHES = 50;

/** Silence ends a held subscription; it never resumes one (K1). Each in its own transaction, and looked at again when its turn has come. */
export async function endSilentHolds(ctx: Ctx): Promise<void> {
  // the rest waits for the next tick
  for (let batch = 0; batch < MOST_BATCHES; batch++) {
    const due = await ctx.db
      .select({ id: subscriptions.id, personId: subscriptions.personId })
      .from(subscriptions)
      .innerJoin(persons, eq(persons.id, subscriptions.personId))
      // of a record that was joined to another's nothing is sent, and nothing can be changed
      .where(and(eq(subscriptions.state, "held"), lte(subscriptions.heldUntil, ctx.now), isNull(persons.mergedInto)))
      .orderBy(asc(subscriptions.heldUntil))
      .limit(BATCH);
    for (const hold of due) await endIfStillSilent(ctx, hold);
    if (due.length < BATCH) return;
  }
}

async function endIfStillSilent(ctx: Ctx, { id, personId }: { id: string; personId: PersonId }): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await takeTurn(ctx, personId);
    const [silent] = await ctx.db
      .select({ listId: subscriptions.listId })
      .from(subscriptions)
      .where(and(eq(subscriptions.id, id), eq(subscriptions.state, "held"), lte(subscriptions.heldUntil, ctx.now)));
    if (silent) await changeSubscription(ctx, { personId, listId: silent.listId, action: "lapsed", source: "silence" });
  });
}
