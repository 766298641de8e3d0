import { sql } from "drizzle-orm";
import { groups, scopes } from "#db/schema/permissions";

/** Who reads what the joined scope is for; groups by their names. */
export const readersColumns = {
  audience: scopes.audience,
  groups: sql<string[]>`array(select ${groups.name} from ${groups} where ${groups.id} = any(${scopes.groupIds}) order by ${groups.name})`,
};

/** The groups of the joined scope as forms name them. */
export const groupSlugs = sql<string[]>`array(select ${groups.slug} from ${groups} where ${groups.id} = any(${scopes.groupIds}))`;
