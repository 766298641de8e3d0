import { type AnyColumn, type SQL, sql } from "drizzle-orm";
import { sessions } from "#db/schema/accounts";

/** Whether somebody was here since a moment of the last seven days: so long are sign-ins kept after they ended. Both are columns. */
export const visitedSince = (person: AnyColumn, since: AnyColumn): SQL<boolean> =>
  sql<boolean>`exists (select from ${sessions} where ${sessions.personId} = ${person} and ${sessions.seenAt} > ${since})`;
