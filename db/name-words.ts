import { type AnyColumn, type SQL, sql } from "drizzle-orm";

/** The words of some columns, as the indexes over them have it. */
export const nameWords = (...columns: AnyColumn[]): SQL =>
  sql`name_words(${sql.join(
    columns.map((column) => sql`coalesce(${column}, '')`),
    sql` || ' ' || `,
  )})`;

/** Whether the words of some columns begin with every word of a text. Where the text has no word they do not. */
export const beginsWith = (words: SQL, text: string): SQL =>
  sql`${words} @@ (select string_agg(quote_literal(lexeme) || ':*', ' & ')::tsquery from unnest(name_words(${text})))`;

/** A person as they chose to be shown. */
export const shownAs = ({ displayName, fullName }: { displayName: AnyColumn; fullName: AnyColumn }): SQL<string | null> =>
  sql`coalesce(${displayName}, ${fullName})`;

/** A name as it is compared: whatever accents, case and apostrophe it is typed with. */
export const calledAs = (name: SQL): SQL => sql`lower(plain_letters(${name}))`;
