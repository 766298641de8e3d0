import { and, asc, eq, isNull, or, sql } from "drizzle-orm";
import { newsletters } from "#db/schema/newsletters";
import { addresses, lists, scopes, subscriptions } from "#db/schema/people";
import { maskAddress } from "~/features/people/address";
import { visibleTo } from "~/features/people/scope.server";
import type { Ctx, PersonId } from "~/lib/ctx";

export type Preference = {
  slug: string;
  name: string;
  description: string;
  frequency: string;
  /** `leaving`: sending has stopped, and the subscription ends at `heldUntil` unless the person keeps it. */
  state: "on" | "leaving" | "off";
  since: Date | null;
  heldUntil: Date | null;
  /** Where it goes, masked. */
  to: string | null;
};

/** Every newsletter that this actor may have, and those that the person has, with their state. Nobody yet: all are off. */
export async function listPreferences(ctx: Ctx, personId: PersonId | null): Promise<Preference[]> {
  const rows = await ctx.db
    .select({
      slug: newsletters.slug,
      name: newsletters.name,
      description: newsletters.description,
      frequency: newsletters.frequency,
      state: subscriptions.state,
      since: subscriptions.changedAt,
      heldUntil: subscriptions.heldUntil,
      canonical: addresses.canonical,
    })
    .from(newsletters)
    .innerJoin(lists, eq(lists.id, newsletters.listId))
    .innerJoin(scopes, eq(scopes.id, lists.scopeId))
    .leftJoin(
      subscriptions,
      and(
        eq(subscriptions.listId, newsletters.listId),
        personId ? eq(subscriptions.personId, personId) : sql`false`,
        sql`${subscriptions.state} <> 'ended'`,
      ),
    )
    .leftJoin(addresses, eq(addresses.id, subscriptions.addressId))
    .where(or(and(isNull(lists.closedAt), visibleTo(ctx)), sql`${subscriptions.id} is not null`))
    .orderBy(asc(newsletters.position), asc(newsletters.slug));
  return rows.map(({ state, canonical, ...row }) => ({
    ...row,
    state: state === "active" ? "on" : state === "held" ? "leaving" : "off",
    to: canonical ? maskAddress(canonical) : null,
  }));
}
