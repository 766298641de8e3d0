import { and, asc, eq, isNull, ne, sql } from "drizzle-orm";
import { persons } from "#db/schema/people";
import { affiliationTo } from "~/features/permissions/grants.server";
import { holdsRole } from "~/features/permissions/scope.server";
import type { Ctx, PersonId } from "~/lib/ctx";

/** Of people who may be the same, or work at the same place: enough to recognise them, never a list of the whole practice. */
const NEIGHBOURS = 10;

export type Neighbour = { personId: PersonId; ref: string; name: string | null; place: string | null; isMember: boolean };

/** Others of the same name: told apart by their reference, never taken for the same (`design.md`, identity, rule 3). */
export async function listNamesakes(ctx: Ctx, { personId, fullName }: { personId: PersonId; fullName: string }): Promise<Neighbour[]> {
  // a span in the order of the index that the list of members has: it is used for both or for neither
  const named = sql`(${persons.fullName} is null), lower(coalesce(${persons.fullName}, ''))`;
  const name = sql`(false, lower(${fullName}))`;
  return ctx.db
    .select({
      personId: persons.id,
      ref: persons.ref,
      name: persons.fullName,
      place: persons.organisationName,
      isMember: holdsMembership(ctx.now),
    })
    .from(persons)
    .where(
      and(
        sql`${persons.kind} = 'human'`,
        isNull(persons.mergedInto),
        sql`(${named}) >= ${name} and (${named}) <= ${name}`,
        ne(persons.id, personId),
      ),
    )
    .orderBy(named, asc(persons.ref))
    .limit(NEIGHBOURS);
}

/** Others who work at one organisation now; `place`: as what. */
export async function listColleagues(ctx: Ctx, organisationId: string, personId: PersonId): Promise<Neighbour[]> {
  const works = affiliationTo(ctx, organisationId);
  return ctx.db
    .select({
      personId: persons.id,
      ref: persons.ref,
      name: persons.fullName,
      place: works.organisationRole,
      isMember: holdsMembership(ctx.now),
    })
    .from(works)
    .innerJoin(persons, eq(persons.id, works.personId))
    .where(ne(persons.id, personId))
    .orderBy(asc(persons.ref))
    .limit(NEIGHBOURS);
}

const holdsMembership = (now: Date) => holdsRole(persons.id, ["member"], now);
