import { and, gte, isNull, or, type SQL, sql } from "drizzle-orm";
import { contentPages } from "#db/schema/content";
import { MOST_COUNTED } from "~/lib/count-in-words";
import type { Ctx } from "~/lib/ctx";
import { demandEditor } from "./demand-editor";

/** Pages that were published, or published with other words, since a moment. @throws ForbiddenError */
export function countChangedPages(ctx: Ctx, since: Date): SQL<number> {
  demandEditor(ctx);
  const { id, publishedAt, changedAt, archivedAt } = contentPages;
  const changed = ctx.db
    .select({ id })
    .from(contentPages)
    .where(and(isNull(archivedAt), or(gte(publishedAt, since), gte(changedAt, since))))
    .limit(MOST_COUNTED + 1)
    .as("changed");
  return sql<number>`(select count(*)::int from ${changed})`;
}
