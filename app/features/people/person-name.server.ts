import { type AnyColumn, type SQL, sql } from "drizzle-orm";
import { shownAs } from "#db/name-words";
import { persons } from "#db/schema/people";
import type { Ctx, PersonId } from "~/lib/ctx";

type Named = { fullName: AnyColumn; displayName: AnyColumn };

/** A person as they chose to be shown; null once they were erased. */
export const shownName = (person: Named): SQL<string | null> => shownAs(person);

/** As staff call them, by the full name where it is known; null once they were erased. */
export const nameForStaff = ({ displayName, fullName }: Named): SQL<string | null> => sql`coalesce(${fullName}, ${displayName})`;

/** More of one name are asked for by more of the name. */
const MOST_OF_A_NAME = 50;

/**
 * The ids of those among whom a shown name has these words in it, whatever accents, case and apostrophe either was typed with: who is
 * called just so first, then whole words, then beginnings. Nobody whose data is restricted.
 * @param among a condition over a person's id: names are read of no others
 */
export async function findPersonsCalled(
  ctx: Ctx,
  words: string,
  among: (id: AnyColumn) => SQL,
): Promise<{ ids: PersonId[]; isCut: boolean }> {
  const rows = await ctx.db.execute<{ id: PersonId }>(sql`
    with called as materialized (
      select ${persons.id}, lower(plain_letters(${shownName(persons)})) as name from ${persons}
      where ${persons.restrictedAt} is null and ${persons.erasedAt} is null and ${persons.mergedInto} is null and ${among(persons.id)})
    select id from called, lower(plain_letters(${words}::text)) as typed where strpos(name, typed) > 0
    order by name = typed desc, strpos(' ' || name || ' ', ' ' || typed || ' ') > 0 desc, strpos(' ' || name, ' ' || typed) > 0 desc, id
    limit ${MOST_OF_A_NAME + 1}`);
  return { ids: [...rows].slice(0, MOST_OF_A_NAME).map(({ id }) => id), isCut: rows.length > MOST_OF_A_NAME };
}
