import { and, eq, type SQL, sql } from "drizzle-orm";
import { newsletters } from "#db/schema/newsletters";
import { addressOfSubscription, subscriptionColumns, subscriptionsTo } from "~/features/consents/joined-subscription.server";
import { loadActor } from "~/features/people/actor.queries.server";
import { addressColumns, isUnreleased } from "~/features/people/joined-address.server";
import { findHeir } from "~/features/people/merge.server";
import { findHolder } from "~/features/people/persons.server";
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
 * The subscription that a link in an issue is about. Where its address went over into an account since, it is what goes on there. None
 * where it was released otherwise: whoever has the mailbox now has nothing to do with it (`design.md`, identity, rule 4).
 */
export async function findSubscription(ctx: Ctx, id: string): Promise<SubscriptionOfLink | null> {
  const [row] = await selectSubscriptions(ctx, eq(subscriptionColumns.id, id));
  if (!row) return null;
  const { isThere, ...subscription } = row;
  if (isThere) return subscription;
  const heir = await findHeir(ctx, subscription);
  if (!heir) return null;
  const theirs = and(eq(subscriptionColumns.personId, heir), eq(subscriptionColumns.listId, row.listId));
  const [moved] = await selectSubscriptions(ctx, and(theirs, isUnreleased, eq(addressColumns.canonical, row.canonical)));
  return moved ?? null;
}

const selectSubscriptions = (ctx: Ctx, which: SQL | undefined) =>
  ctx.db
    .select({
      id: subscriptionColumns.id,
      personId: subscriptionColumns.personId,
      listId: subscriptionColumns.listId,
      state: subscriptionColumns.state,
      heldUntil: subscriptionColumns.heldUntil,
      canonical: addressColumns.canonical,
      newsletter: { slug: newsletters.slug, name: newsletters.name },
      isThere: sql<boolean>`${isUnreleased}`,
    })
    .from(newsletters)
    .innerJoin(...subscriptionsTo(newsletters.listId))
    .innerJoin(...addressOfSubscription)
    .where(which);

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
