import { type AnyColumn, and, eq, ne, sql } from "drizzle-orm";
import { subscriptions } from "#db/schema/consents";
import { addressOf } from "~/features/people/joined-address.server";
import type { PersonId } from "~/lib/ctx";
import { joinOf } from "~/lib/join.server";

/** Joins what people have of the list that a column names, or what one person has of it that has not ended: nobody has nothing. */
export const subscriptionsTo = (listId: AnyColumn) => joinOf(subscriptions, eq(subscriptions.listId, listId));
export const subscriptionOf = (personId: PersonId | null, listId: AnyColumn) =>
  joinOf(
    subscriptions,
    and(eq(subscriptions.listId, listId), personId ? eq(subscriptions.personId, personId) : sql`false`, ne(subscriptions.state, "ended")),
  );

/** Joins where the joined subscription is sent to. */
export const addressOfSubscription = addressOf(subscriptions.addressId);

/** How the joined subscription stands. */
export const subscriptionColumns = {
  id: subscriptions.id,
  personId: subscriptions.personId,
  listId: subscriptions.listId,
  state: subscriptions.state,
  since: subscriptions.changedAt,
  heldUntil: subscriptions.heldUntil,
};

/** How many lists are sent to the address that a column names. */
export const listsSentTo = (addressId: AnyColumn) =>
  sql<number>`(select count(*)::int from ${subscriptions} where ${subscriptions.addressId} = ${sql`${addressId}`} and ${subscriptions.state} <> 'ended')`;
