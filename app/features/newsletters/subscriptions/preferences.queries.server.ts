import { and, asc, isNotNull, or } from "drizzle-orm";
import { newsletters } from "#db/schema/newsletters";
import { isListOpen, listOf, scopeOfList } from "~/features/consents/joined-list.server";
import { addressOfSubscription, subscriptionColumns, subscriptionOf } from "~/features/consents/joined-subscription.server";
import type { Preference } from "~/features/newsletters/types";
import { addressColumns } from "~/features/people/joined-address.server";
import type { Proof } from "~/features/people/proofs.server";
import { visibleTo } from "~/features/permissions/scope.server";
import { maskAddress } from "~/lib/address";
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
      state: subscriptionColumns.state,
      since: subscriptionColumns.since,
      heldUntil: subscriptionColumns.heldUntil,
      canonical: addressColumns.canonical,
    })
    .from(newsletters)
    .innerJoin(...listOf(newsletters.listId))
    .innerJoin(...scopeOfList)
    .leftJoin(...subscriptionOf(personId, newsletters.listId))
    .leftJoin(...addressOfSubscription)
    .where(or(and(isListOpen, visibleTo(ctx)), isNotNull(subscriptionColumns.id)))
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
