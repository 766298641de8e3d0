import { and, asc, count, desc, eq, isNotNull, isNull, ne } from "drizzle-orm";
import { subscriptions } from "#db/schema/consents";
import { addresses } from "#db/schema/people";
import { listOpenProofs } from "~/features/people/proofs.server";
import type { PersonCtx } from "~/lib/ctx";

export type MyAddress = {
  id: string;
  canonical: string;
  isPrimary: boolean;
  since: Date | null;
  undeliverableAt: Date | null;
  /** How many lists are sent to it. */
  subscriptions: number;
};
export type WaitingAddress = { canonical: string; expiresAt: Date };

/** One's own proven addresses, the primary one first. */
export async function listMyAddresses(ctx: PersonCtx): Promise<MyAddress[]> {
  return ctx.db
    .select({
      id: addresses.id,
      canonical: addresses.canonical,
      isPrimary: addresses.isPrimary,
      since: addresses.verifiedAt,
      undeliverableAt: addresses.undeliverableAt,
      subscriptions: count(subscriptions.id),
    })
    .from(addresses)
    .leftJoin(subscriptions, and(eq(subscriptions.addressId, addresses.id), ne(subscriptions.state, "ended")))
    .where(
      and(
        eq(addresses.personId, ctx.actor.personId),
        eq(addresses.channel, "email"),
        isNull(addresses.releasedAt),
        isNotNull(addresses.verifiedAt),
      ),
    )
    .groupBy(addresses.id)
    .orderBy(desc(addresses.isPrimary), asc(addresses.createdAt));
}

/** Addresses that were asked for and not confirmed yet. */
export const listWaitingAddresses = async (ctx: PersonCtx): Promise<WaitingAddress[]> =>
  listOpenProofs(ctx, { personId: ctx.actor.personId, purpose: "add-address" });
