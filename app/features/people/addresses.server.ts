import { and, asc, desc, eq, isNotNull, isNull, type SQL } from "drizzle-orm";
import { addresses, proofs } from "#db/schema/people";
import type { Ctx, PersonId } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { takeTurn } from "./persons.server";
import { lockAddress } from "./proofs.server";

/** Makes one of a person's proven addresses the one that is written to. False when it is not theirs, or was before. */
export async function makePrimary(ctx: Ctx, personId: PersonId, addressId: string): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    await takeTurn(ctx, personId);
    const wanted = and(held(personId), eq(addresses.id, addressId), eq(addresses.isPrimary, false));
    const [found] = await ctx.db.select({ id: addresses.id }).from(addresses).where(wanted);
    if (!found) return false;
    await ctx.db
      .update(addresses)
      .set({ isPrimary: false })
      .where(and(held(personId), eq(addresses.isPrimary, true)));
    await ctx.db.update(addresses).set({ isPrimary: true }).where(eq(addresses.id, addressId));
    return true;
  });
}

/** By what one address of a person is known where it is not to be written to. @throws NotFoundError */
export async function getAddressHashes(
  ctx: Ctx,
  personId: PersonId,
  addressId: string | undefined,
): Promise<{ id: string; hashes: Buffer[] }> {
  const [address] = addressId ? await selectHashes(ctx, and(eq(addresses.id, addressId), eq(addresses.personId, personId))) : [];
  if (!address) throw new NotFoundError("address");
  return address;
}

/** The same of all e-mail addresses that a person has not let go. */
export const listEmailHashes = (ctx: Ctx, personId: PersonId) =>
  selectHashes(ctx, and(eq(addresses.personId, personId), eq(addresses.channel, "email"), isNull(addresses.releasedAt)));

const selectHashes = (ctx: Ctx, which: SQL | undefined) =>
  ctx.db.select({ id: addresses.id, hashes: addresses.hashes }).from(addresses).where(which);

/** One address as it is compared; null where it has gone. */
export async function findCanonical(ctx: Ctx, addressId: string): Promise<string | null> {
  const [address] = await ctx.db.select({ canonical: addresses.canonical }).from(addresses).where(eq(addresses.id, addressId));
  return address?.canonical ?? null;
}

/** The mailbox works again, says its owner: mail goes there until the next one comes back. */
export async function restartAddress(ctx: Ctx, personId: PersonId, addressId: string): Promise<boolean> {
  const restarted = await ctx.db
    .update(addresses)
    .set({ undeliverableAt: null })
    .where(and(held(personId), eq(addresses.id, addressId), isNotNull(addresses.undeliverableAt)))
    .returning({ id: addresses.id });
  return restarted.length > 0;
}

/** The e-mail addresses that sign a person in, the main one first. */
export const listHeldAddresses = (ctx: Ctx, personId: PersonId) =>
  ctx.db
    .select({ id: addresses.id, canonical: addresses.canonical, isPrimary: addresses.isPrimary })
    .from(addresses)
    .where(held(personId))
    .orderBy(desc(addresses.isPrimary), addresses.createdAt);

/** Where each channel leads: the primary address of each, by the person's own word. */
export async function findPrimaryDetails(ctx: Ctx, personId: PersonId) {
  const rows = await ctx.db
    .select({ id: addresses.id, channel: addresses.channel })
    .from(addresses)
    .where(and(eq(addresses.personId, personId), isNull(addresses.releasedAt), isNotNull(addresses.verifiedAt)))
    .orderBy(asc(addresses.isPrimary), desc(addresses.id));
  return new Map(rows.map(({ id, channel }) => [channel, id]));
}

/** The same addresses with how they stand, as a sub-select to begin a statement with. */
export const heldAddresses = (ctx: Ctx, personId: PersonId) =>
  ctx.db
    .select({
      id: addresses.id,
      canonical: addresses.canonical,
      isPrimary: addresses.isPrimary,
      since: addresses.verifiedAt,
      undeliverableAt: addresses.undeliverableAt,
      createdAt: addresses.createdAt,
    })
    .from(addresses)
    .where(held(personId))
    .as("held");

/** The e-mail addresses that a person has proven and not let go. */
const held = (personId: PersonId) =>
  and(eq(addresses.personId, personId), eq(addresses.channel, "email"), isNull(addresses.releasedAt), isNotNull(addresses.verifiedAt));

/** Lets go of an address: whoever proves it next is a new person who inherits nothing (rule 4). Links sent to it die. */
export async function freeAddress(ctx: Ctx, address: { id: string; canonical: string }, why: string): Promise<void> {
  // whoever asks for a link at this moment waits, and finds nobody there
  await lockAddress(ctx, address.canonical);
  await ctx.db.update(addresses).set({ releasedAt: ctx.now, releasedWhy: why }).where(eq(addresses.id, address.id));
  // also those of enquiries: a confirmed one is its person's, any other nobody's, and neither may come to whoever is next
  await ctx.db.delete(proofs).where(eq(proofs.canonical, address.canonical));
}
