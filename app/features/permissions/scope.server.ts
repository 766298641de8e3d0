import type { AnyColumn } from "drizzle-orm";
import { type SQL, sql } from "drizzle-orm";
import { persons } from "#db/schema/people";
import { grants, scopes } from "#db/schema/permissions";
import type { Ctx } from "~/lib/ctx";

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

/** The same filter for many people at once, where `person` is a column: who of the watchers may still read this. */
export function visibleToPerson(person: AnyColumn, now: Date): SQL {
  return sql`(${scopes.audience} = 'open'
    or (${scopes.audience} = 'members' and exists (select from ${grants} where ${grants.personId} = ${person} and ${grants.role} = 'member' and ${liveGrant(now)}))
    or (${scopes.audience} = 'groups' and exists (select from ${grants} where ${grants.personId} = ${person} and ${grants.groupId} = any(${scopes.groupIds}) and ${liveGrant(now)})))`;
}

/** A grant counts from its start until it ends or is revoked. */
export function liveGrant(now: Date | SQL): SQL {
  const at = now instanceof Date ? sql`${now.toISOString()}::timestamptz` : now;
  return sql`(${grants.revokedAt} is null and ${grants.startsAt} <= ${at} and (${grants.endsAt} is null or ${grants.endsAt} > ${at}))`;
}

/** A person who is there and whose data may be used: not erased, not merged away, not restricted. */
export function usablePerson(): SQL {
  return sql`(${persons.erasedAt} is null and ${persons.mergedInto} is null and ${persons.restrictedAt} is null)`;
}
