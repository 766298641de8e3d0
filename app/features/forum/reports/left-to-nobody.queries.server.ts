import { and, eq, exists, inArray, isNull, min, not, sql } from "drizzle-orm";
import { forumReports } from "#db/schema/forum/moderation";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { persons } from "#db/schema/people";
import { grants, scopes } from "#db/schema/permissions";
import { listLeftToNobody } from "~/features/guard/near-misses.queries.server";
import { noJudgeWords } from "~/features/guard/no-judge-words";
import { may, rolesWith } from "~/features/permissions/permissions";
import { readersColumns } from "~/features/permissions/readers.queries.server";
import { liveGrant, usablePerson, visibleToPerson } from "~/features/permissions/scope.server";
import type { Ctx } from "~/lib/ctx";

const MOST_WAITING = 100;

/**
 * For the task list of whoever can give somebody the role: reported posts that no moderator but their author may read, and near misses that nobody may. `hint`: for whom they
 * stand and what can be done, never where.
 */
export async function countLeftToNobody(ctx: Ctx): Promise<{ count: number; oldest: Date | null; hint: string }> {
  if (!may(ctx.actor, "change-roles")) return { count: 0, oldest: null, hint: "" };
  const waiting = [...(await listReportsLeftToNobody(ctx)), ...(await listLeftToNobody(ctx))];
  const [oldest] = waiting.map(({ at }) => at).sort((a, b) => a.getTime() - b.getTime());
  return { count: waiting.length, oldest: oldest ?? null, hint: [...new Set(waiting.map(noJudgeWords))].join(" ") };
}

function listReportsLeftToNobody(ctx: Ctx) {
  const moderators = ctx.db
    .select({ id: persons.id })
    .from(persons)
    .innerJoin(grants, and(eq(grants.personId, persons.id), inArray(grants.role, rolesWith("moderate")), liveGrant(ctx.now)))
    .where(and(usablePerson(), visibleToPerson(persons.id, ctx.now), sql`${persons.id} is distinct from ${forumPosts.authorId}`));
  return ctx.db
    .select({ at: sql<Date>`${min(forumReports.at)}`.mapWith(forumReports.at), ...readersColumns })
    .from(forumReports)
    .innerJoin(forumPosts, eq(forumPosts.id, forumReports.postId))
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .innerJoin(scopes, eq(scopes.id, forumTopics.scopeId))
    .where(and(isNull(forumReports.decidedAt), not(exists(moderators))))
    .groupBy(forumPosts.id, scopes.id)
    .limit(MOST_WAITING);
}
