import { eq } from "drizzle-orm";
import { newsletters } from "#db/schema/newsletters";
import { addresses, persons, subscriptions } from "#db/schema/people";
import type { Ctx, PersonId } from "~/lib/ctx";

export type SubscriptionOfLink = {
  id: string;
  personId: PersonId;
  listId: string;
  state: "active" | "held" | "ended";
  heldUntil: Date | null;
  canonical: string;
  newsletter: { slug: string; name: string };
};

/** The subscription that a link in an issue is about. */
export async function findSubscription(ctx: Ctx, id: string): Promise<SubscriptionOfLink | null> {
  const [row] = await ctx.db
    .select({
      id: subscriptions.id,
      personId: subscriptions.personId,
      listId: subscriptions.listId,
      state: subscriptions.state,
      heldUntil: subscriptions.heldUntil,
      canonical: addresses.canonical,
      newsletter: { slug: newsletters.slug, name: newsletters.name },
    })
    .from(subscriptions)
    .innerJoin(addresses, eq(addresses.id, subscriptions.addressId))
    .innerJoin(newsletters, eq(newsletters.listId, subscriptions.listId))
    .where(eq(subscriptions.id, id));
  return row ?? null;
}

/**
 * Takes a person's turn: acts that look before they change run one after the other. It is the same lock, taken in the same order, as
 * `changeSubscription` takes.
 */
export async function lockSubscriber(ctx: Ctx, personId: PersonId): Promise<void> {
  await ctx.db.select({ id: persons.id }).from(persons).where(eq(persons.id, personId)).for("no key update");
}

/** Whoever pressed a button behind a link in an issue: not proven to be the person, so the ledger says “link”. */
export const asLinkHolder = (ctx: Ctx, purpose: string, subscription: SubscriptionOfLink): Ctx => ({
  ...ctx,
  actor: { kind: "link", purpose, subject: subscription.id, personId: subscription.personId },
});
