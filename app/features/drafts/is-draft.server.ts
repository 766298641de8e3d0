import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { drafts } from "#db/schema/drafts";

/** Whether an id is that of what somebody has begun to write, as a condition. For acts alone: no index finds it without its writer. */
export const isDraft = (id: SQLWrapper): SQL => sql`exists (select from ${drafts} begun where begun.id = ${id})`;
