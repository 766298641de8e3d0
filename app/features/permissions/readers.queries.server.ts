import { type AnyColumn, type SQL, sql } from "drizzle-orm";
import { groups, scopes } from "#db/schema/permissions";

/** What a group is called beside what is for it. */
const groupName = sql`${groups.name} || case when ${groups.endedAt} is null then '' else ' (ended)' end`;

/** Who reads what the joined scope is for; groups by their names. */
export const readersColumns = {
  audience: scopes.audience,
  groups: sql<string[]>`array(select ${groupName} from ${groups} where ${groups.id} = any(${scopes.groupIds}) order by 1)`,
};

/** The joined scope as policies compare it. */
export const readershipColumns = { audience: scopes.audience, groupIds: scopes.groupIds };

/** What rows are grouped by where `readersColumns` are among their columns. */
export const byReaders = scopes.id;

/** The joined scope is for everybody, or for all members. */
export const isFor = (audience: "open" | "members") => sql<boolean>`${scopes.audience} = ${audience}`;

/** What the joined scope hangs under; `null`: under nothing. */
export const hangsUnder = (scopeId: string | null): SQL => sql`${scopes.parentId} is not distinct from ${scopeId}::uuid`;

/** The groups of the joined scope, by name. */
export const namedGroups = sql<
  { slug: string; name: string }[]
>`coalesce((select json_agg(json_build_object('slug', g.slug, 'name', g.name || case when g.ended_at is null then '' else ' (ended)' end) order by g.name)
        from ${groups} g where g.id = any(${scopes.groupIds})), '[]'::json)`;

/** The names of the groups whose ids a column holds, those that have not ended. */
export const openGroupNamesOf = (groupIds: AnyColumn) =>
  sql<string[]>`array(select ${groups.name} from ${groups} where ${groups.id} = any(${groupIds}) and ${groups.endedAt} is null order by 1)`;

/** The names of the groups whose ids a column holds. */
export const groupNamesOf = (groupIds: AnyColumn) =>
  sql<string[]>`array(select ${groupName} from ${groups} where ${groups.id} = any(${groupIds}) order by 1)`;

/** How many of the joined scopes name a group, and no other that has not ended, or others that go on. */
export function countsOfGroup(groupId: string) {
  const isNamed = sql`${groupId} = any(${scopes.groupIds})`;
  const others = sql`exists (select from ${groups} where ${groups.id} = any(${scopes.groupIds}) and ${groups.id} <> ${groupId} and ${groups.endedAt} is null)`;
  return {
    alone: sql<number>`count(*) filter (where ${isNamed} and not ${others})::int`,
    shared: sql<number>`count(*) filter (where ${isNamed} and ${others})::int`,
  };
}
