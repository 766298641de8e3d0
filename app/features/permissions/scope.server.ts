import { type AnyColumn, and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { grants, scopes } from "#db/schema/permissions";
import type { Ctx, Role } from "~/lib/ctx";
import { joinOf } from "~/lib/join.server";
import type { Readership } from "./audience.policy";

/** Joins the scope that a column names: for `visibleTo` and the columns of `readers.queries.server.ts`. */
export const scopeOf = (scopeId: AnyColumn | SQL | string) => joinOf(scopes, eq(scopes.id, scopeId));

/** The joined scope is for exactly these. */
export function isFor({ audience, groupIds }: Readership): SQL | undefined {
  const wanted = sql`${`{${groupIds.join(",")}}`}::uuid[]`;
  return and(eq(scopes.audience, audience), sql`${scopes.groupIds} @> ${wanted} and ${scopes.groupIds} <@ ${wanted}`);
}

/**
 * The one filter of what may be seen: a condition over `scopes`, to be joined by every query that reads something scoped.
 * Members read `open` and `members`; whoever holds a group reads what is for it; links and visitors read `open`.
 */
export function visibleTo(ctx: Ctx): SQL {
  const { actor } = ctx;
  if (actor.kind === "system") return sql`true`;
  const audiences: SQL[] = [sql`${scopes.audience} = 'open'`];
  if (actor.kind === "person" && actor.roles.includes("member")) audiences.push(sql`${scopes.audience} = 'members'`);
  if (actor.kind === "person" && actor.groups.length > 0)
    audiences.push(sql`${scopes.groupIds} && ${`{${actor.groups.join(",")}}`}::uuid[]`);
  return sql`(${sql.join(audiences, sql` or `)})`;
}

/** The same filter for many people at once, where `person` is a column or an id: who of the watchers may still read this. */
export function visibleToPerson(person: AnyColumn | SQL, now: Date): SQL {
  return sql`(${scopes.audience} = 'open'
    or (${scopes.audience} = 'members' and exists (select from ${grants} where ${grants.personId} = ${person} and ${grants.role} = 'member' and ${liveGrant(now)}))
    or (${scopes.audience} = 'groups' and exists (select from ${grants} where ${grants.personId} = ${person} and ${grants.groupId} = any(${scopes.groupIds}) and ${liveGrant(now)})))`;
}

/** The same for one scope, which need not be joined. */
export const mayReadScope = (person: AnyColumn, scopeId: string, now: Date): SQL =>
  sql`exists (select from ${scopes} where ${scopes.id} = ${scopeId} and ${visibleToPerson(person, now)})`;

/** The same as far as whoever asks is to know: of who reads for a group, those of a group that is theirs too. */
export const isKnownToRead = ({ actor, now }: Pick<Ctx, "actor" | "now">, person: AnyColumn, scopeId: string): SQL => {
  const groups = actor.kind === "person" ? actor.groups : [];
  const common = sql`${grants.groupId} = any(${scopes.groupIds}) and ${grants.groupId} = any(${`{${groups.join(",")}}`}::uuid[])`;
  return sql`exists (select from ${scopes} where ${scopes.id} = ${scopeId} and ${visibleToPerson(person, now)} and (${scopes.audience} <> 'groups'
    or exists (select from ${grants} where ${isGrantOf(person)} and ${common} and ${liveGrant(now)})))`;
};

/** Whether somebody holds one of these roles now, where `person` is a column or an id. */
export const holdsRole = (person: AnyColumn | SQL, roles: readonly Role[], now: Date): SQL<boolean> =>
  sql`exists (select from ${grants} where ${isGrantOf(person)} and ${inArray(grants.role, [...roles])} and ${liveGrant(now)})`;

/** Whether somebody reads more than visitors do now: as a member, or by a group. */
export const readsSomething = (person: AnyColumn | SQL, now: Date): SQL<boolean> =>
  sql`exists (select from ${grants} where ${isGrantOf(person)} and (${grants.role} = 'member' or ${grants.groupId} is not null) and ${liveGrant(now)})`;

/** Whether somebody is known to who looks: as a member to members, and in a group to whoever is in it too. */
export function isKnownTo({ actor, now }: Pick<Ctx, "actor" | "now">, person: AnyColumn): SQL<boolean> {
  if (actor.kind !== "person") return sql<boolean>`false`;
  const common = sql`${grants.groupId} = any(${`{${actor.groups.join(",")}}`}::uuid[])`;
  const known = actor.roles.includes("member") ? sql`(${grants.role} = 'member' or ${common})` : common;
  return sql<boolean>`exists (select from ${grants} where ${isGrantOf(person)} and ${known} and ${liveGrant(now)})`;
}

/** The person within a fragment of its own: in a select from one table the builder drops tables' names, and it would name the grant's. */
export const isGrantOf = (person: AnyColumn | SQL): SQL => sql`${grants.personId} = ${sql`${person}`}`;

/** A grant counts from its start until it ends or is revoked. */
export const liveGrant = (now: Date | SQL): SQL => sql`(${openGrant(now)} and ${grants.startsAt} <= ${momentOf(now)})`;

/** It counts, or will from a later day. */
export const openGrant = (now: Date | SQL): SQL =>
  sql`(${grants.revokedAt} is null and (${grants.endsAt} is null or ${grants.endsAt} > ${momentOf(now)}))`;

const momentOf = (now: Date | SQL): SQL => (now instanceof Date ? sql`${now.toISOString()}::timestamptz` : now);
