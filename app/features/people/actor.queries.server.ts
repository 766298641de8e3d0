import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "#db/client.server";
import { persons } from "#db/schema/people";
import { liveGroups, liveRoles } from "~/features/permissions/live-grants.server";
import type { Actor, Ctx, PersonId, Role } from "~/lib/ctx";

/** The person with their live roles and groups; a visitor when they were erased or merged away. */
export async function loadActor(
  db: Db,
  personId: PersonId,
  now: Date,
  session: { secondFactorAt: Date | null; steppedUpAt: Date | null } = { secondFactorAt: null, steppedUpAt: null },
): Promise<Actor> {
  const [row] = await db
    .select({ id: persons.id, roles: liveRoles(persons.id, now), groups: liveGroups(persons.id, now) })
    .from(persons)
    .where(and(eq(persons.id, personId), isNull(persons.erasedAt), isNull(persons.mergedInto)));
  return row ? { kind: "person", personId: row.id, roles: row.roles, groups: row.groups, ...session } : { kind: "visitor" };
}

/** The roles of a person who is there. Whoever changes them comes one after the other, until the transaction ends. */
export async function findRolesForUpdate(ctx: Ctx, personId: PersonId): Promise<Role[] | null> {
  const [person] = await ctx.db
    .select({ roles: liveRoles(persons.id, ctx.now) })
    .from(persons)
    .where(and(eq(persons.id, personId), isNull(persons.erasedAt), isNull(persons.mergedInto)))
    .for("no key update");
  return person?.roles ?? null;
}
