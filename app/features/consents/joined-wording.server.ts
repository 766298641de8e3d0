import { type AnyColumn, eq, type SQL, sql } from "drizzle-orm";
import { wordingAcceptances, wordings } from "#db/schema/consents";
import type { PersonId } from "~/lib/ctx";
import { joinOf } from "~/lib/join.server";

/** Joins the wording that a column names. */
export const wordingOf = (wordingId: AnyColumn) => joinOf(wordings, eq(wordings.id, wordingId));

/** What the joined wording says, which version it is and since when. */
export const wordingColumns = {
  id: wordings.id,
  slug: wordings.slug,
  version: wordings.version,
  body: wordings.body,
  publishedAt: wordings.publishedAt,
};

/** This person has accepted the joined wording, or a later version of it. */
export const isAcceptedBy = (personId: PersonId | AnyColumn): SQL =>
  sql`exists (select from ${wordingAcceptances} join ${wordings} as read on read.id = ${wordingAcceptances.wordingId}
          where ${wordingAcceptances.personId} = ${personId} and read.slug = ${wordings.slug} and read.version >= ${wordings.version})`;
