import { eq, sql } from "drizzle-orm";
import { subscriptions } from "#db/schema/consents";
import { freeAddress, getAddressHashes, listHeldAddresses, makePrimary } from "~/features/people/addresses.server";
import { findPrimaryAddress, takeTurn } from "~/features/people/persons.server";
import { demandPermission } from "~/features/permissions/demand-permission";
import type { Ctx, PersonId } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { changeSubscription } from "./subscriptions.server";
import { isSuppressed } from "./suppressions.server";

export type ReleaseResult = { ok: true; canonical: string } | { ok: false; reason: "not-theirs" | "last" | "primary" };

/**
 * Lets go of an address: whoever proves it next is a new person who inherits nothing (rule 4). Links sent to it die, and what was
 * subscribed with it goes on at the primary one. Never the primary itself, nor the last.
 */
export async function releaseAddress(
  ctx: Ctx,
  { personId, addressId, why }: { personId: PersonId; addressId: string; why: string },
): Promise<ReleaseResult> {
  return inTransaction(ctx, async (ctx) => {
    await takeTurn(ctx, personId);
    const theirs = await listHeldAddresses(ctx, personId);
    const address = theirs.find(({ id }) => id === addressId);
    if (!address) return { ok: false, reason: "not-theirs" };
    if (theirs.length === 1) return { ok: false, reason: "last" };
    const primary = await findPrimaryAddress(ctx, personId);
    if (address.isPrimary || !primary) return { ok: false, reason: "primary" };

    await sendTo(ctx, { personId, from: addressId, to: primary.id });
    await freeAddress(ctx, address, why);
    return { ok: true, canonical: address.canonical };
  });
}

/**
 * The same by staff, when a practice's mailbox passes to a successor: also the main one, and the last. Who is left without an address
 * cannot sign in and is written to no more. Null when it is not theirs.
 */
export async function releaseToSuccessor(
  ctx: Ctx,
  { personId, canonical, why }: { personId: PersonId; canonical: string; why: string },
): Promise<{ addressId: string } | null> {
  demandPermission(ctx, "hand-over-addresses");
  return inTransaction(ctx, async (ctx) => {
    await takeTurn(ctx, personId);
    const theirs = await listHeldAddresses(ctx, personId);
    const address = theirs.find((one) => one.canonical === canonical);
    const other = theirs.find((one) => one.canonical !== canonical);
    if (!address) return null;
    if (other) {
      await makePrimary(ctx, personId, other.id);
      await sendTo(ctx, { personId, from: address.id, to: other.id });
    }
    await freeAddress(ctx, address, why);
    return { addressId: address.id };
  });
}

/**
 * What was subscribed with one address goes on at another, and is known by another id: the links of the mails that lie in the mailbox do
 * nothing to it, and show nobody who has the mailbox next where it goes. What was asked there is asked anew. What the person had left at
 * the other ends: nothing but taking it up there lifts that, so it would stand as on and never come.
 */
async function sendTo(ctx: Ctx, { personId, from, to }: { personId: PersonId; from: string; to: string }): Promise<void> {
  const id = sql`gen_random_uuid()` as unknown as string;
  const moved = await ctx.db
    .update(subscriptions)
    .set({ id, addressId: to, askedAt: null })
    .where(eq(subscriptions.addressId, from))
    .returning({ listId: subscriptions.listId, state: subscriptions.state });
  const { hashes } = await getAddressHashes(ctx, personId, to);
  for (const { listId, state } of moved)
    if (state !== "ended" && (await isSuppressed(ctx, hashes, listId)))
      await changeSubscription(ctx, { personId, listId, action: "withdrawn", source: "address-removed" });
}
