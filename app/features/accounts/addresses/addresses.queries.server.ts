import { asc, desc } from "drizzle-orm";
import { listsSentTo } from "~/features/consents/joined-subscription.server";
import { heldAddresses } from "~/features/people/addresses.server";
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
  const held = heldAddresses(ctx, ctx.actor.personId);
  const { id, canonical, isPrimary, since, undeliverableAt } = held;
  return ctx.db
    .select({ id, canonical, isPrimary, since, undeliverableAt, subscriptions: listsSentTo(id) })
    .from(held)
    .orderBy(desc(isPrimary), asc(held.createdAt));
}

/** Addresses that were asked for and not confirmed yet. */
export const listWaitingAddresses = async (ctx: PersonCtx): Promise<WaitingAddress[]> =>
  listOpenProofs(ctx, { personId: ctx.actor.personId, purpose: "add-address" });
