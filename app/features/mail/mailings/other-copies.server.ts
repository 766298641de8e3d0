import { type SQL, sql } from "drizzle-orm";

/**
 * What else was ever made for whoever a message of `was` belongs to now, `person`, whose record may have taken others in: as `o`, after
 * `from`. `offset 0` keeps the planner to these few records and what each was sent: one that knows nothing of a new list would read all
 * of it.
 */
export const otherCopies = (was: SQL, person: SQL) => sql`
  (select p.id from persons p where p.merged_into = ${person} and p.id <> ${was}
   union all select ${person} where ${person} <> ${was} offset 0) other
  cross join lateral (select o.* from messages o where o.person_id = other.id offset 0) o`;
