import { and, asc, eq, exists, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { nearMisses } from "#db/schema/guard";
import { persons } from "#db/schema/people";
import { grants, scopes } from "#db/schema/permissions";
import { notify } from "~/features/mail/notifications/notify.server";
import { rolesWith } from "~/features/permissions/permissions";
import { liveGrant, usablePerson, visibleToPerson } from "~/features/permissions/scope.server";
import type { Ctx, Role } from "~/lib/ctx";
import { type lookingRoles, PLACES, toldRoles } from "./near-miss.policy";

export const nearMissCause = (id: string) => `near-miss:${id}`;

/**
 * Tells whoever looks after the place, as far as they may read it. Where nobody does, the administrators, who can give somebody the role; its writer only
 * where nobody else is.
 */
export async function tellOfNearMiss(ctx: Ctx, id: string): Promise<void> {
  const [miss] = await ctx.db
    .select({ place: nearMisses.place, writerId: nearMisses.writerId })
    .from(nearMisses)
    .where(eq(nearMisses.id, id));
  if (!miss) return;
  const theirs = await listHolders(ctx, id, toldRoles(miss.place), mayRead(ctx));
  const isOther = (personId: string) => personId !== miss.writerId;
  const others = theirs.some(isOther) ? theirs.filter(isOther) : (await listHolders(ctx, id, rolesWith("change-roles"))).filter(isOther);
  await notify(ctx, others.length > 0 ? others : theirs, {
    kind: "near-miss",
    cause: nearMissCause(id),
    mail: true,
    args: { nearMissId: id },
  });
}

async function listHolders(ctx: Ctx, id: string, roles: readonly Role[], mayThey?: SQL) {
  const holders = await ctx.db
    .selectDistinct({ personId: persons.id })
    .from(persons)
    .innerJoin(grants, and(eq(grants.personId, persons.id), inArray(grants.role, roles), liveGrant(ctx.now)))
    .innerJoin(nearMisses, eq(nearMisses.id, id))
    .leftJoin(scopes, eq(scopes.id, nearMisses.scopeId))
    .where(and(usablePerson(), mayThey))
    .orderBy(asc(persons.id));
  return holders.map(({ personId }) => personId);
}

/** A thing became somebody else's work: so did what nobody looked at of it. */
export const moveNearMisses = async (ctx: Ctx, { place, path }: Pick<typeof nearMisses.$inferSelect, "place" | "path">): Promise<void> =>
  void (await ctx.db
    .update(nearMisses)
    .set({ place })
    .where(and(eq(nearMisses.path, path), isNull(nearMisses.lookedAt))));

/** Over a near miss and its joined scope: whether somebody else than its writer holds one of these roles and may read it. */
export function isLeftToOthers(ctx: Ctx, rolesOf: typeof lookingRoles) {
  const ofPlaces = PLACES.map((place) => and(eq(nearMisses.place, place), inArray(grants.role, rolesOf(place))));
  const others = ctx.db
    .select({ id: persons.id })
    .from(persons)
    .innerJoin(grants, and(eq(grants.personId, persons.id), or(...ofPlaces), liveGrant(ctx.now)))
    .where(and(sql`${persons.id} is distinct from ${nearMisses.writerId}`, usablePerson(), mayRead(ctx)));
  return sql<boolean>`${exists(others)}`;
}

/** Over a near miss, its joined scope and a joined person. */
export const mayRead = (ctx: Ctx) => sql<boolean>`(${isNull(nearMisses.scopeId)} or ${visibleToPerson(persons.id, ctx.now)})`;
