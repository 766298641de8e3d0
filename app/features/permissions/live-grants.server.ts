import { type AnyColumn, type SQL, sql } from "drizzle-orm";
import { grants } from "#db/schema/permissions";
import type { Role } from "~/lib/ctx";
import { isGrantOf, liveGrant } from "./scope.server";

/**
 * Of the person whom a column names: the live roles, the ids of the live groups, and whether they
 * were ever let in, as a member or by a group.
 */
export const liveRoles = (person: AnyColumn, now: Date | SQL) =>
  sql<Role[]>`array(select ${grants.role} from ${grants} where ${isGrantOf(person)} and ${grants.role} is not null and ${liveGrant(now)})`;
export const liveGroups = (person: AnyColumn, now: Date | SQL) =>
  sql<
    string[]
  >`array(select ${grants.groupId} from ${grants} where ${isGrantOf(person)} and ${grants.groupId} is not null and ${liveGrant(now)})`;
// `offset 0`: else a planner that expects many people reads all grants to know about a page of them
export const wasMember = (person: AnyColumn) =>
  sql<boolean>`exists (select from ${grants} where ${isGrantOf(person)} and (${grants.role} = 'member' or ${grants.groupId} is not null) offset 0)`;
/** Since when somebody writes here, as a member or by a group. */
export const joinedAt = (person: AnyColumn | SQL) =>
  sql`(select min(${grants.startsAt}) from ${grants} where ${isGrantOf(person)} and (${grants.role} = 'member' or ${grants.groupId} is not null))`;

/** When they first became a member; null for whoever never was. */
export const memberSince = (person: AnyColumn) =>
  sql<string | null>`(select min(${grants.startsAt}) from ${grants} where ${isGrantOf(person)} and ${grants.role} = 'member')`;
