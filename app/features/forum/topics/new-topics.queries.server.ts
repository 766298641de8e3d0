import { and, gte, isNull, type SQL, sql } from "drizzle-orm";
import { forumTopics } from "#db/schema/forum/topics";
import { demandModerator } from "~/features/forum/moderation/demand-moderator";
import { visibleTo } from "~/features/forum/sanctions/own-sanction.queries.server";
import { scopeOf } from "~/features/permissions/scope.server";
import { MOST_COUNTED } from "~/lib/count-in-words";
import type { Ctx } from "~/lib/ctx";

/** Topics that began since a moment, in what this moderator may read; comments under pages are none. @throws ForbiddenError */
export function countNewTopics(ctx: Ctx, since: Date): SQL<number> {
  demandModerator(ctx);
  const { id, createdAt, pageId, removedAt } = forumTopics;
  const begun = ctx.db
    .select({ id })
    .from(forumTopics)
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .where(and(gte(createdAt, since), isNull(pageId), isNull(removedAt), visibleTo(ctx)))
    .limit(MOST_COUNTED + 1)
    .as("begun");
  return sql<number>`(select count(*)::int from ${begun})`;
}
