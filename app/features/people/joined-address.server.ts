import { type AnyColumn, and, eq, isNotNull, isNull } from "drizzle-orm";
import { addresses } from "#db/schema/people";
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

/** The joined address was not let go. */
export const isUnreleased = isNull(addresses.releasedAt);

/** The joined address is this e-mail address, proven and not let go: it has one holder at a time. */
export const isHeldEmail = (canonical: string) =>
  and(eq(addresses.canonical, canonical), eq(addresses.channel, "email"), isUnreleased, isNotNull(addresses.verifiedAt));
