import { and, asc, eq, lte, not } from "drizzle-orm";
import { subscriptions } from "#db/schema/consents";
import { joinedPerson } from "~/features/people/joined-person.server";
import { takeTurn } from "~/features/people/persons.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { eachAlone } from "~/lib/each-alone";
import { inTransaction } from "~/lib/transaction.server";
import { changeSubscription } from "./subscriptions.server";

/** In one run; the rest waits for the next tick. */
const MOST = 10_000;

/**
 * Silence ends a held subscription; it never resumes one (K1). Each in its own transaction, and looked at again when its turn has come.
 * @throws the first failure, once the others have ended
 */
export async function endSilentHolds(ctx: Ctx): Promise<void> {
  const subscriber = joinedPerson("subscriber");
  const due = await ctx.db
    .select({ id: subscriptions.id, personId: subscriptions.personId })
    .from(subscriptions)
    .innerJoin(...subscriber.of(subscriptions.personId))
    // of a record that was joined to another's nothing is sent, and nothing can be changed
    .where(and(eq(subscriptions.state, "held"), lte(subscriptions.heldUntil, ctx.now), not(subscriber.isMergedAway)))
    .orderBy(asc(subscriptions.heldUntil))
    .limit(MOST);
  await eachAlone(due, (hold) => endIfStillSilent(ctx, hold));
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
