import { type AnyColumn, asc, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { interests, personInterests, persons } from "#db/schema/people";
import { demandPermission } from "~/features/permissions/demand-permission";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";

const { slug, name, description, position, endedAt } = interests;
const ORDER = [asc(position), asc(name)] as const;

/** What can be chosen, in its order. */
export const listInterests = (ctx: Ctx) =>
  ctx.db
    .select({ name, description })
    .from(interests)
    .where(isNull(endedAt))
    .orderBy(...ORDER);

/** The whole list for those who arrange it: what is not offered any more last. */
export async function listInterestsToArrange(ctx: Ctx) {
  demandPermission(ctx, "arrange-interests");
  return ctx.db
    .select({ slug, name, description, position, endedAt })
    .from(interests)
    .orderBy(sql`${endedAt} is not null`, ...ORDER);
}

/** @throws ForbiddenError, NotFoundError */
export async function getInterest(ctx: Ctx, interestSlug: string) {
  const found = (await listInterestsToArrange(ctx)).find((interest) => interest.slug === interestSlug);
  if (!found) throw new NotFoundError("interest");
  return found;
}

/**
 * Whether each of these can be chosen: it is offered, or `held` by whoever chooses; a form may be older than the list. Until the
 * transaction ends none of them is renamed or taken off the list.
 */
export async function areInterests(ctx: Ctx, names: readonly string[], held: readonly string[]): Promise<boolean> {
  const wanted = [...new Set(names)];
  if (wanted.length === 0) return true;
  const found = await ctx.db.select({ name, endedAt }).from(interests).where(inArray(name, wanted)).for("share");
  return found.filter((one) => !one.endedAt || held.includes(one.name)).length === wanted.length;
}

/** The columns of a table between rows and interests: which row it is about, and the interest. */
export type InterestLink = { of: AnyColumn; interest: AnyColumn };

/** The names of a row's interests, in the order of the list. */
export function interestsOf(row: AnyColumn, link: InterestLink): SQL<string[]> {
  // within a fragment of its own, as in `isGrantOf`
  const names = sql`select ${name} from ${interests} join ${link.of.table} on ${link.interest} = ${name} where ${link.of} = ${row} order by ${position}, ${name}`;
  return sql<string[]>`array(${names})`;
}

export const INTERESTS_OF_PERSON: InterestLink = { of: personInterests.personId, interest: personInterests.interest };

/** Whether somebody has chosen any. */
export const hasInterests = (person: SQL) => sql<boolean>`exists (select from ${personInterests} own where own.person_id = ${person})`;

/** Those of the person whom a column names. */
export const interestsOfPerson = (person: AnyColumn) => interestsOf(person, INTERESTS_OF_PERSON);

/**
 * What somebody is interested in, as far as it may choose what they are offered: none of a visitor, and none where they switched that off.
 */
export const chosenInterests = ({ actor }: Pick<Ctx, "actor">): SQL<string[]> =>
  sql<
    string[]
  >`coalesce((select ${interestsOfPerson(persons.id)} from ${persons} where ${persons.id} = ${personIdOf(actor)}::uuid and ${persons.personalise}), '{}')`;
