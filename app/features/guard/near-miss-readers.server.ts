import { type AnyColumn, and, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { nearMisses } from "#db/schema/guard";
import { isHeldByAnother } from "~/features/people/role-holders.queries.server";
import { visibleTo, visibleToPerson } from "~/features/permissions/scope.server";
import type { Ctx } from "~/lib/ctx";
import { type lookingRoles, PLACES, placesOf } from "./near-miss.policy";

/** Over a near miss and its joined scope: what is the actor's to look at, as far as they may read it. */
export const theirs = (ctx: Ctx) => and(inArray(nearMisses.place, placesOf(ctx.actor)), or(isNull(nearMisses.scopeId), visibleTo(ctx)));

/** Over a near miss and its joined scope: whether somebody else than its writer holds one of these roles and may read it. */
export function isLeftToOthers(ctx: Ctx, rolesOf: typeof lookingRoles) {
  const ofPlaces = PLACES.map((place) =>
    and(
      eq(nearMisses.place, place),
      isHeldByAnother(ctx, { roles: rolesOf(place), except: nearMisses.writerId, mayRead: (person) => mayRead(ctx, person) }),
    ),
  );
  return sql<boolean>`(${or(...ofPlaces)})`;
}

/** Over a near miss and its joined scope: whether somebody, a column or an id, may read where it stands. */
export const mayRead = (ctx: Ctx, person: AnyColumn | SQL) =>
  sql<boolean>`(${isNull(nearMisses.scopeId)} or ${visibleToPerson(person, ctx.now)})`;
