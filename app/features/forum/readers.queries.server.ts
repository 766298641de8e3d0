import { sql } from "drizzle-orm";
import { groups, scopes } from "#db/schema/people";
import type { Readers } from "./types";

/** The columns of `Readers`, over the joined scope. */
export const readersColumns = {
  audience: scopes.audience,
  groups: sql<
    Readers["groups"]
  >`array(select ${groups.name} from ${groups} where ${groups.id} = any(${scopes.groupIds}) order by ${groups.name})`,
};
