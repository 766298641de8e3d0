import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { Db } from "#db/client.server";
import { persons } from "#db/schema/people";
import { grants } from "#db/schema/permissions";
import type { Actor, PersonId, Role } from "~/lib/ctx";
import { liveGrant } from "./scope.server";

/** The person with their live roles and groups; a visitor when they were erased or merged away. */
export async function loadActor(
  db: Db,
  personId: PersonId,
  now: Date,
  session: { secondFactorAt: Date | null; steppedUpAt: Date | null } = { secondFactorAt: null, steppedUpAt: null },
): Promise<Actor> {
  const [row] = await db
    .select({ id: persons.id, roles: liveRoles(now), groups: liveGroups(now) })
    .from(persons)
    .where(and(eq(persons.id, personId), isNull(persons.erasedAt), isNull(persons.mergedInto)));
  return row ? { kind: "person", personId: row.id, roles: row.roles, groups: row.groups, ...session } : { kind: "visitor" };
}

/**
 * Sub-selects over `persons` in the outer query: the live roles, and the ids of the live groups.
 * Its id is written out: in a select from one table the builder drops tables' names, and it would name the grant's.
 */
export const liveRoles = (now: Date | SQL) =>
  sql<
    Role[]
  >`array(select ${grants.role} from ${grants} where ${grants.personId} = persons.id and ${grants.role} is not null and ${liveGrant(now)})`;
export const liveGroups = (now: Date | SQL) =>
  sql<
    string[]
  >`array(select ${grants.groupId} from ${grants} where ${grants.personId} = persons.id and ${grants.groupId} is not null and ${liveGrant(now)})`;
/** In the same place: whether somebody was ever let in, as a member or by a group. */
export const wasMember = sql<boolean>`exists (select from ${grants} where ${grants.personId} = persons.id and (${grants.role} = 'member' or ${grants.groupId} is not null))`;
