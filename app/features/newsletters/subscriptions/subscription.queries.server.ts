import { and, eq, isNull } from "drizzle-orm";
import { subscriptions } from "#db/schema/consents";
import { newsletters } from "#db/schema/newsletters";
import { addresses } from "#db/schema/people";
import { findHolder } from "~/features/people/persons.server";
import { loadActor } from "~/features/permissions/actor.queries.server";
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

/**
 * The subscription that a link in an issue is about. None where its address has been released since: whoever has the mailbox now has nothing
 * to do with it (`design.md`, identity, rule 4).
 */
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
    .where(and(eq(subscriptions.id, id), isNull(addresses.releasedAt)));
  return row ?? null;
}

/** The holder of a proven mailbox, and a context that sees what they may see, for whoever has a link that was mailed there. */
export async function readerBehind(ctx: Ctx, canonical: string): Promise<{ personId: PersonId | null; reader: Ctx }> {
  const holder = await findHolder(ctx, canonical);
  if (!holder) return { personId: null, reader: ctx };
  return { personId: holder.personId, reader: { ...ctx, actor: await loadActor(ctx.db, holder.personId, ctx.now) } };
}

/** Whoever pressed a button behind a link in an issue: not proven to be the person, so the ledger says “link”. */
export const asLinkHolder = (ctx: Ctx, purpose: string, subscription: SubscriptionOfLink): Ctx => ({
  ...ctx,
  actor: { kind: "link", purpose, subject: subscription.id, personId: subscription.personId },
});
