import { type AnyColumn, and, eq, inArray, isNotNull, isNull, type Placeholder, sql } from "drizzle-orm";
import { addresses, persons } from "#db/schema/people";
import type { Ctx, PersonId } from "~/lib/ctx";
import { joinOf } from "~/lib/join.server";

/** Joins one address that a column names, or a person's primary one, or all that a person has. */
export const addressOf = (addressId: AnyColumn) => joinOf(addresses, eq(addresses.id, addressId));
export const addressesOf = (personId: AnyColumn) => joinOf(addresses, eq(addresses.personId, personId));
export const primaryAddressOf = (personId: AnyColumn) =>
  joinOf(
    addresses,
    and(eq(addresses.personId, personId), eq(addresses.channel, "email"), addresses.isPrimary, isNull(addresses.releasedAt)),
  );

/** The joined address as it is compared. */
export const addressColumns = { canonical: addresses.canonical };

/** The ids of all who hold or held an address, as an array that the planner looks up first. */
export const idsOfAddress = (canonical: string) =>
  sql`array(select ${addresses.id} from ${addresses} where ${eq(addresses.canonical, canonical)})`;

/** Why an address was let go of, where its holder did it: what is for their safety and was queued until then still goes there. */
export const REMOVED_BY_ITS_HOLDER = "removed by its holder";

/** The joined address was not let go. */
export const isUnreleased = isNull(addresses.releasedAt);

/** The joined address signs its holder in: an e-mail address, proven and not let go. */
export const signsHolderIn = and(eq(addresses.channel, "email"), isUnreleased, isNotNull(addresses.verifiedAt));

/** It is this one of those, which has one holder at a time. */
export const isHeldEmail = (canonical: string | Placeholder) => and(eq(addresses.canonical, canonical), signsHolderIn);

/** Where mail to these people goes: the primary address of each, or the one that is named. Of a record that was joined: its person’s. */
export const listMailAddresses = (ctx: Ctx, people: readonly PersonId[], addressId?: string) =>
  ctx.db
    .select({ personId: persons.id, addressId: addresses.id, toEmail: addresses.canonical, toHashes: addresses.hashes })
    .from(persons)
    .innerJoin(addresses, eq(addresses.personId, sql`coalesce(${persons.mergedInto}, ${persons.id})`))
    .where(
      and(
        inArray(persons.id, [...people]),
        eq(addresses.channel, "email"),
        addressId ? eq(addresses.id, addressId) : and(addresses.isPrimary, isUnreleased),
      ),
    );
