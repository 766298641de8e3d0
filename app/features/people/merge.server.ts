import { and, eq, isNull, ne } from "drizzle-orm";
import { addresses, persons } from "#db/schema/people";
import type { Ctx, PersonId } from "~/lib/ctx";
import { isHeldEmail } from "./joined-address.server";

type Holder = { personId: PersonId; addressId: string };

/** Whether a person's details are not to be used. */
export async function isRestricted(ctx: Ctx, personId: PersonId): Promise<boolean> {
  const [person] = await ctx.db.select({ restrictedAt: persons.restrictedAt }).from(persons).where(eq(persons.id, personId));
  return Boolean(person?.restrictedAt);
}

/** Whether whoever holds an address has others too, of any channel. */
export async function hasOtherAddress(ctx: Ctx, { personId, addressId }: Holder): Promise<boolean> {
  const [other] = await ctx.db
    .select({ id: addresses.id })
    .from(addresses)
    .where(and(eq(addresses.personId, personId), isNull(addresses.releasedAt), ne(addresses.id, addressId)))
    .limit(1);
  return other !== undefined;
}

/** Lets go of the one address of a record and marks the record as part of another person's. */
export async function mergeInto(ctx: Ctx, from: Holder, into: PersonId): Promise<void> {
  await ctx.db.update(addresses).set({ releasedAt: ctx.now, releasedWhy: "joined" }).where(eq(addresses.id, from.addressId));
  await ctx.db.update(persons).set({ mergedInto: into }).where(eq(persons.id, from.personId));
}

/** Who has an address now that became theirs with the record that held it; null where that is not what became of it. */
export async function findHeir(ctx: Ctx, { personId, canonical }: { personId: PersonId; canonical: string }): Promise<PersonId | null> {
  const [heir] = await ctx.db
    .select({ personId: addresses.personId })
    .from(addresses)
    .innerJoin(persons, eq(persons.mergedInto, addresses.personId))
    .where(and(eq(persons.id, personId), isHeldEmail(canonical)));
  return heir?.personId ?? null;
}
