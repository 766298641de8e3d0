import { and, eq, ne } from "drizzle-orm";
import { subscriptions } from "#db/schema/consents";
import { type ContactChannel, emptyContactDetail, findContactDetail, writeContactDetail } from "~/features/people/contact-details.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { changeSubscription } from "./subscriptions.server";

/**
 * Keeps one postal address, one phone and one fax number for a person, by their own word. What was allowed with it goes on with the new
 * one; when it is taken away, that ends, and nothing of it stays.
 */
export async function setContactDetail(ctx: Ctx, detail: { personId: PersonId; channel: ContactChannel; value: string }): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    if (detail.value) return writeContactDetail(ctx, detail);
    const row = await findContactDetail(ctx, detail);
    if (!row) return;
    await endSubscriptionsTo(ctx, detail.personId, row.id);
    await emptyContactDetail(ctx, row.id);
  });
}

async function endSubscriptionsTo(ctx: Ctx, personId: PersonId, addressId: string): Promise<void> {
  const on = await ctx.db
    .select({ listId: subscriptions.listId })
    .from(subscriptions)
    .where(and(eq(subscriptions.addressId, addressId), ne(subscriptions.state, "ended")));
  for (const { listId } of on) await changeSubscription(ctx, { personId, listId, action: "withdrawn", source: "detail-removed" });
}
