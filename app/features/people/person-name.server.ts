import { type AnyColumn, type SQL, sql } from "drizzle-orm";

type Named = { fullName: AnyColumn; displayName: AnyColumn };

/** A person as they chose to be shown; null once they were erased. */
export const shownName = ({ displayName, fullName }: Named): SQL<string | null> => sql`coalesce(${displayName}, ${fullName})`;

/** As staff call them, by the full name where it is known; null once they were erased. */
export const nameForStaff = ({ displayName, fullName }: Named): SQL<string | null> => sql`coalesce(${fullName}, ${displayName})`;
