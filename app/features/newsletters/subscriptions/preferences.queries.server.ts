import { and, asc, eq, isNull, or, sql } from "drizzle-orm";
import { lists, subscriptions } from "#db/schema/consents";
import { newsletters } from "#db/schema/newsletters";
import { addresses } from "#db/schema/people";
import type { Preference } from "~/features/newsletters/types";
import { maskAddress } from "~/features/people/address";
import type { Proof } from "~/features/people/proofs.server";
import { scopeOf, visibleTo } from "~/features/permissions/scope.server";
import type { Ctx, PersonId } from "~/lib/ctx";
import { isPreferencesLinkGood } from "./preferences-link.policy";
import { readerBehind } from "./subscription.queries.server";

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
    .innerJoin(...scopeOf(lists.scopeId))
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

/** The preferences behind a mailed link, or null when it is no longer good. */
export async function findPreferences(ctx: Ctx, proof: Proof): Promise<Preference[] | null> {
  if (!isPreferencesLinkGood(proof, ctx.now)) return null;
  const { personId, reader } = await readerBehind(ctx, proof.canonical);
  return listPreferences(reader, personId);
}
