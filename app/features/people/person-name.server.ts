import { type AnyColumn, type SQL, sql } from "drizzle-orm";
import { persons } from "#db/schema/people";

type Named = { fullName: AnyColumn; displayName: AnyColumn };

/** A person as they chose to be shown; null once they were erased. */
export const shownName = ({ displayName, fullName }: Named): SQL<string | null> => sql`coalesce(${displayName}, ${fullName})`;

/** As staff call them, by the full name where it is known; null once they were erased. */
export const nameForStaff = ({ displayName, fullName }: Named): SQL<string | null> => sql`coalesce(${fullName}, ${displayName})`;

/** More of one name are asked for by more of the name. */
const MOST_OF_A_NAME = 50;

/**
 * The ids of those whose shown name has these words in it, whatever accents, case and apostrophe either was typed with: who is called just
 * so first, then whole words, then beginnings. Nobody whose data is restricted.
 */
export function personsCalled(words: string): SQL {
  const alike = (text: SQL) => sql`lower(plain_letters(${text}))`;
  const name = alike(shownName(persons));
  const typed = alike(sql`${words}::text`);
  return sql`select ${persons.id} from ${persons} where strpos(${name}, ${typed}) > 0
    and ${persons.restrictedAt} is null and ${persons.erasedAt} is null and ${persons.mergedInto} is null
    order by ${name} = ${typed} desc, strpos(' ' || ${name} || ' ', ' ' || ${typed} || ' ') > 0 desc, strpos(' ' || ${name}, ' ' || ${typed}) > 0 desc, ${persons.id}
    limit ${MOST_OF_A_NAME}`;
}
