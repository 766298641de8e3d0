import { type AnyColumn, type SQL, sql } from "drizzle-orm";
import { files, fileUses } from "#db/schema/files";
import { type SearchAsk, searchedTime } from "~/features/people/search-row";

/** So many of the newest files are looked through one by one for what is common. */
const NEWEST = 1_000;
/** Characters of their words that excerpts are cut from. */
const READ = 8_000;

/** The files that match and that can be had, by whoever may read what holds them: their rooms say so, by `isShownBy`. */
export function matchedFiles(ask: SearchAsk): SQL {
  const { id, code, name, uploadedAt, words, search, kind, state, goneAt } = files;
  const looked = ask.isCommon ? sql`(select * from ${files} order by id desc limit ${NEWEST}) as ${files}` : sql`${files}`;
  return sql`
    select ${id} as id, ${code} as code, ${name} as name, ${uploadedAt} as at, left(coalesce(${words}, ''), ${READ}::int) as words, ${search} as vector
    from ${looked}
    where ${search} @@ ${ask.query} and ${kind} <> 'picture' and ${state} = 'clean' and ${goneAt} is null and ${searchedTime(sql`${uploadedAt}`, ask)}`;
}

/** Whether a post or a page shows a file to its readers as it stands now. */
export const isShownBy = (kind: "post" | "page", holderId: AnyColumn, fileId: SQL): SQL =>
  sql`${holderId} in (select u.holder_id from ${fileUses} u where u.file_id = ${fileId} and u.kind = ${kind})`;
