import { type AnyColumn, eq, inArray, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { beginsWith, calledAs, nameWords } from "#db/name-words";
import { persons } from "#db/schema/people";
import type { Ctx } from "~/lib/ctx";
import { joinOf } from "~/lib/join.server";
import { interestsOfPerson } from "./interests.queries.server";
import { shownName } from "./person-name.server";

/** Of so many people whose name begins so some are suggested. */
const LOOKED_AT = 200;

/** The records of whoever has this reference: theirs, and those that became part of it. */
export const recordsByRef = (ctx: Pick<Ctx, "db">, ref: string) =>
  ctx.db
    .select({ id: persons.id })
    .from(persons)
    .where(
      sql`${nowOf(sql`${persons.id}`)} = (select coalesce(called.merged_into, called.id) from ${persons} called where called.ref = ${ref.toUpperCase()})`,
    );

/** Whether two ids, columns or not, are of one person by now: another's record may have taken one of them in since. */
export const isSamePerson = (one: SQL, other: SQL): SQL<boolean> => sql<boolean>`(${nowOf(one)} = ${nowOf(other)})`;
const nowOf = (id: SQL) => sql`coalesce((select was.merged_into from ${persons} was where was.id = ${id}), ${id})`;

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
    /** Whoever is called as one of these, whatever accents and case it is typed with, where a statement begins with the names. */
    calledOneOf: (names: readonly string[]) => ({
      from: sql`unnest(${sql.param([...names])}::text[]) as typed (name)`,
      words: sql<string>`typed.name`,
      on: joinOf(
        person,
        sql`${calledAs(shownName(person))} = ${calledAs(sql`typed.name`)} and ${person.kind} = 'human' and ${person.mergedInto} is null
          and ${person.erasedAt} is null`,
      ),
    }),
    /**
     * Some of those in whose shown name words begin with these, where a statement begins with them: so many at most `among` the records of
     * a condition, and of those `first`.
     */
    suggestedBy: (words: string, { first, among }: { first: readonly string[]; among: (record: AnyColumn) => SQL }) =>
      joinOf(
        person,
        sql`(${person.id} = any(${sql.param([...first])}::uuid[]) or ${person.id} = any(array(select ${persons.id} from ${persons} where ${beginsWith(nameWords(persons.fullName, persons.displayName), words)}
          and ${persons.kind} = 'human' and ${persons.mergedInto} is null and ${among(persons.id)} limit ${LOOKED_AT}))) and ${beginsWith(sql`name_words(coalesce(${shownName(person)}, ''))`, words)}`,
      ),
    id: person.id,
    ref: person.ref,
    name: shownName(person),
    // as expressions: the query builder turns a joined object of plain columns into null when they all are
    /** As far as they let members see them. */
    jobTitle: sql<string | null>`case when ${person.showJobTitle} then ${person.jobTitle} end`,
    practice: sql<string | null>`case when ${person.showOrganisation} then ${person.organisationName} end`,
    /** Whether they let colleagues see what they have read. */
    showsReading: sql<boolean>`${person.showReading}`,
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
