import { type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Author } from "~/features/forum/types";
import { FORMER_MEMBER } from "./author";

type JoinedPerson = Record<"displayName" | "fullName" | "jobTitle" | "organisationName", AnyPgColumn>;

/** The columns of an `Author`, over the person joined as the one who wrote. */
export const authorColumns = (person: JoinedPerson): { [K in keyof Author]: SQL<Author[K]> } => ({
  name: sql`coalesce(${person.displayName}, ${person.fullName}, ${FORMER_MEMBER})`,
  // as expressions: the query builder turns a joined object of plain columns into null when they all are
  jobTitle: sql`${person.jobTitle}`,
  practice: sql`${person.organisationName}`,
});
