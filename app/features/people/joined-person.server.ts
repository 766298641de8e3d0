import { type AnyColumn, eq, inArray, type SQLWrapper, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { persons } from "#db/schema/people";
import { joinOf } from "~/lib/join.server";
import { interestsOfPerson } from "./interests.queries.server";
import { shownName } from "./person-name.server";

/**
 * Somebody whom a column names, in another room's statement: `const owner = joinedPerson("owner")`, then
 * `.leftJoin(...owner.of(enquiries.ownerId))` and `owner.name`. `as` tells them from others who are joined there.
 */
export function joinedPerson<Name extends string>(as: Name) {
  const person = alias(persons, as);
  return {
    of: (personId: AnyColumn | SQLWrapper | string) => joinOf(person, eq(person.id, personId)),
    /** Who that is now: another's record may have taken it in since. */
    nowOf: (personId: AnyColumn) =>
      joinOf(
        person,
        sql`${person.id} = (select coalesce(${persons.mergedInto}, ${persons.id}) from ${persons} where ${persons.id} = ${personId})`,
      ),
    /** All of some people, where a statement begins with them. */
    among: (people: readonly string[]) => joinOf(person, inArray(person.id, [...people])),
    /** Who has this reference, where a statement begins with them. */
    called: (ref: string) => joinOf(person, eq(person.ref, ref.toUpperCase())),
    id: person.id,
    ref: person.ref,
    name: shownName(person),
    // as expressions: the query builder turns a joined object of plain columns into null when they all are
    /** As far as they let members see them. */
    jobTitle: sql<string | null>`case when ${person.showJobTitle} then ${person.jobTitle} end`,
    practice: sql<string | null>`case when ${person.showOrganisation} then ${person.organisationName} end`,
    interests: sql<string[]>`case when ${person.showInterests} then ${interestsOfPerson(person.id)} else '{}' end`,
    /** They were not erased or merged away. */
    isThere: sql<boolean>`(${person.erasedAt} is null and ${person.mergedInto} is null)`,
    /** They are there and their data may be used: not erased, not merged away, not restricted. */
    isUsable: sql<boolean>`(${person.erasedAt} is null and ${person.mergedInto} is null and ${person.restrictedAt} is null)`,
    isRestricted: sql<boolean>`${person.restrictedAt} is not null`,
    isMergedAway: sql<boolean>`${person.mergedInto} is not null`,
    createdAt: person.createdAt,
  };
}
