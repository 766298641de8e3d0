import { type AnyColumn, and, eq, isNull, or, type SQL, sql } from "drizzle-orm";
import { nearMisses } from "#db/schema/guard";
import { notify } from "~/features/mail/notifications/notify.server";
import { isHeldByAnother, listRoleHolders } from "~/features/people/role-holders.queries.server";
import { rolesWith } from "~/features/permissions/permissions";
import { visibleToPerson } from "~/features/permissions/scope.server";
import type { Ctx, PersonId, Role } from "~/lib/ctx";
import { type lookingRoles, PLACES, toldRoles } from "./near-miss.policy";

export const nearMissCause = (id: string) => `near-miss:${id}`;

/**
 * Tells whoever looks after the place, as far as they may read it. Where nobody does, the administrators, who can give somebody the role; its writer only
 * where nobody else is.
 */
export async function tellOfNearMiss(ctx: Ctx, id: string): Promise<void> {
  const [miss] = await ctx.db
    .select({ place: nearMisses.place, scopeId: nearMisses.scopeId, writerId: nearMisses.writerId })
    .from(nearMisses)
    .where(eq(nearMisses.id, id));
  if (!miss) return;
  const theirs = await listHolders(ctx, toldRoles(miss.place), miss.scopeId);
  const isOther = (personId: PersonId) => personId !== miss.writerId;
  const others = (theirs.some(isOther) ? theirs : await listHolders(ctx, rolesWith("change-roles"), null)).filter(isOther);
  await notify(ctx, others.length > 0 ? others : theirs, {
    kind: "near-miss",
    cause: nearMissCause(id),
    mail: true,
    args: { nearMissId: id },
  });
}

const listHolders = async (ctx: Ctx, roles: readonly Role[], scopeId: string | null): Promise<PersonId[]> =>
  (await listRoleHolders(ctx, { roles, scopeId })).map(({ id }) => id);

/** A thing became somebody else's work: so did what nobody looked at of it. */
export const moveNearMisses = async (ctx: Ctx, { place, path }: Pick<typeof nearMisses.$inferSelect, "place" | "path">): Promise<void> =>
  void (await ctx.db
    .update(nearMisses)
    .set({ place })
    .where(and(eq(nearMisses.path, path), isNull(nearMisses.lookedAt))));

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
