import { and, asc, eq, isNull, or } from "drizzle-orm";
import { nearMisses } from "#db/schema/guard";
import { grants, persons, scopes } from "#db/schema/people";
import { notify } from "~/features/mail/notify.server";
import { liveGrant, usablePerson, visibleToPerson } from "~/features/people/scope.server";
import type { Ctx } from "~/lib/ctx";
import { type NEAR_MISS_ROLES, ROLE_OF_PLACE } from "./near-miss.policy";

export const nearMissCause = (id: string) => `near-miss:${id}`;

/** Tells whoever looks after the place, as far as they may read it; where nobody does, the administrators. */
export async function tellOfNearMiss(ctx: Ctx, id: string): Promise<void> {
  const [miss] = await ctx.db.select({ place: nearMisses.place }).from(nearMisses).where(eq(nearMisses.id, id));
  if (!miss) return;
  const theirs = await listReaders(ctx, id, ROLE_OF_PLACE[miss.place]);
  const told = theirs.length > 0 ? theirs : await listReaders(ctx, id, "administrator");
  const people = told.map(({ personId }) => personId);
  await notify(ctx, people, { kind: "near-miss", cause: nearMissCause(id), mail: true, args: { nearMissId: id } });
}

const listReaders = (ctx: Ctx, id: string, role: (typeof NEAR_MISS_ROLES)[number]) =>
  ctx.db
    .selectDistinct({ personId: persons.id })
    .from(persons)
    .innerJoin(grants, and(eq(grants.personId, persons.id), eq(grants.role, role), liveGrant(ctx.now)))
    .innerJoin(nearMisses, eq(nearMisses.id, id))
    .leftJoin(scopes, eq(scopes.id, nearMisses.scopeId))
    .where(and(usablePerson(), or(isNull(nearMisses.scopeId), visibleToPerson(persons.id, ctx.now))))
    .orderBy(asc(persons.id));
