import { and, asc, desc, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { forumModerations } from "#db/schema/forum/moderation";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { author, isWrittenBy, joinedAuthor } from "~/features/forum/posts/author.queries.server";
import { listSanctionAppeals } from "~/features/forum/sanctions/sanctions.queries.server";
import { REMOVED_TITLES } from "~/features/forum/topics/removed-title";
import { pageOfTopic, readableOnce, topicColumns } from "~/features/forum/topics/topic-place.queries.server";
import { scopeOf } from "~/features/permissions/scope.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { pageOf } from "~/lib/pages";
import { demandModerator } from "./demand-moderator";

const PER_PAGE = 20;
/** More than anybody decides in a day: counting stops there. */
const MOST_WAITING = 100;

export const appealWaits = and(isNotNull(forumModerations.appealedAt), isNull(forumModerations.decidedAt));

/** Appeals that nobody decided yet, the oldest first, in what this moderator may read. @throws ForbiddenError */
export async function listWaitingAppeals(ctx: Ctx) {
  demandModerator(ctx);
  return selectActs(ctx, appealWaits).orderBy(asc(forumModerations.appealedAt)).limit(MOST_WAITING);
}

/** What moderators did, latest first; `of` picks the posts. `after` is the code of the last one shown. @throws ForbiddenError */
export async function listModerations(ctx: Ctx, after?: string | null, of?: SQL) {
  demandModerator(ctx);
  const cursor = after
    ? sql`${forumModerations.id} < (select shown.id from ${forumModerations} shown where shown.code = ${after})`
    : undefined;
  const found = await selectActs(ctx, and(cursor, of))
    .orderBy(desc(forumModerations.id))
    .limit(PER_PAGE + 1);
  const { rows: acts, next } = pageOf(found, PER_PAGE, ({ code }) => code);
  return { acts, next };
}

/** For the task list of staff. @throws ForbiddenError */
export async function countWaitingAppeals(ctx: Ctx): Promise<{ count: number; oldest: Date | null }> {
  const appeals = [...(await listWaitingAppeals(ctx)), ...(await listSanctionAppeals(ctx))];
  const [oldest] = appeals.map(({ appealedAt }) => appealedAt!).sort((a, b) => a.getTime() - b.getTime());
  return { count: appeals.length, oldest: oldest ?? null };
}

/** A title that went with its topic, or is hidden, is told by the page of the act alone, where the look is written down. */
export const listedTitle = sql<string>`case when ${forumTopics.removedAt} is null then ${topicColumns.title} else ${REMOVED_TITLES.moderator} end`;

function selectActs(ctx: Ctx, where: SQL | undefined) {
  const moderator = joinedAuthor("moderator");
  return ctx.db
    .select({
      code: forumModerations.code,
      kind: forumModerations.kind,
      reason: forumModerations.reason,
      at: forumModerations.at,
      // nobody learns who moderated them
      moderator: sql<string | null>`case when ${isWrittenBy(forumPosts, personIdOf(ctx.actor))} is not true then ${moderator.name} end`,
      author: author.name,
      topic: { ...topicColumns, title: listedTitle },
      number: forumPosts.number,
      appealedAt: forumModerations.appealedAt,
      decision: forumModerations.decision,
      undoneAt: forumModerations.undoneAt,
    })
    .from(forumModerations)
    .innerJoin(forumPosts, eq(forumPosts.id, forumModerations.postId))
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .leftJoin(...pageOfTopic)
    .leftJoin(...author.of(forumPosts.authorId))
    .leftJoin(...moderator.of(forumModerations.moderatorId))
    .where(and(where, readableOnce(ctx)));
}
