import { type AnyColumn, and, eq, isNull, min, not, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { forumHeldPosts } from "#db/schema/forum/desk";
import { forumModerations, forumReports } from "#db/schema/forum/moderation";
import { forumPosts } from "#db/schema/forum/posts";
import { forumSanctions } from "#db/schema/forum/sanctions";
import { forumCategories, forumTopics } from "#db/schema/forum/topics";
import { categoryOfHeld, scopeOfHeld } from "~/features/forum/held/held.queries.server";
import { appealWaits } from "~/features/forum/moderation/moderation-queue.queries.server";
import { visibleToPerson } from "~/features/forum/sanctions/own-sanction.queries.server";
import { sanctionAppealWaits } from "~/features/forum/sanctions/sanctions.queries.server";
import { listLeftToNobody } from "~/features/guard/near-misses.queries.server";
import { noModeratorWords } from "~/features/guard/no-moderator-words";
import { isHeldByAnother } from "~/features/people/role-holders.queries.server";
import { may, rolesWith } from "~/features/permissions/permissions";
import { byReaders, readersColumns } from "~/features/permissions/readers.queries.server";
import { scopeOf } from "~/features/permissions/scope.server";
import { askTogether, foundBy } from "~/lib/ask-together.server";
import type { Ctx } from "~/lib/ctx";

const MOST_WAITING = 100;
const NO_OTHER_MODERATOR =
  "A member appealed against what a moderator decided about them, and no other moderator can sign in. Make somebody else a moderator.";

/**
 * For the task list of whoever can give somebody the role: reported and held posts that no moderator but their author may read,
 * appeals that none but who acted may decide, and near misses that nobody may read. `hint`: for whom they stand and what can be
 * done, never where.
 */
export async function countLeftToNobody(ctx: Ctx): Promise<{ count: number; oldest: Date | null; hint: string }> {
  if (!may(ctx.actor, "change-roles")) return { count: 0, oldest: null, hint: "" };
  const left = await askTogether(ctx.db, {
    reports: foundBy(listReportsLeftToNobody(ctx)),
    held: foundBy(listHeldLeftToNobody(ctx)),
    appeals: foundBy(listAppealsLeftToNobody(ctx)),
    sanctions: foundBy(listSanctionAppealsLeftToNobody(ctx)),
    nearMisses: foundBy(listLeftToNobody(ctx)),
  });
  const places = [...left.reports, ...left.held, ...left.appeals, ...left.nearMisses];
  const waiting = [...places, ...left.sanctions];
  const hints = [...places.map(noModeratorWords), ...(left.sanctions.length > 0 ? [NO_OTHER_MODERATOR] : [])];
  const [oldest] = waiting.map(({ at }) => at).sort((a, b) => a.getTime() - b.getTime());
  return { count: waiting.length, oldest: oldest ?? null, hint: [...new Set(hints)].join(" ") };
}

/** Over posts and their joined scope: whether a moderator may read there who wrote none of this. */
const hasJudge = (ctx: Ctx, mayJudge: (person: AnyColumn) => SQL = () => sql`true`, except: AnyPgColumn | SQL = forumPosts.authorId) =>
  isHeldByAnother(ctx, {
    roles: rolesWith("moderate"),
    except,
    mayRead: (person) => sql`(${visibleToPerson(person, ctx.now)} and ${mayJudge(person)})`,
  });

const listReportsLeftToNobody = (ctx: Ctx) =>
  ctx.db
    .select({ at: sql<Date>`${min(forumReports.at)}`.mapWith(forumReports.at), ...readersColumns })
    .from(forumReports)
    .innerJoin(forumPosts, eq(forumPosts.id, forumReports.postId))
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .where(and(isNull(forumReports.decidedAt), not(hasJudge(ctx))))
    .groupBy(forumPosts.id, byReaders)
    .limit(MOST_WAITING);

const listAppealsLeftToNobody = (ctx: Ctx) =>
  ctx.db
    .select({ at: sql<Date>`${forumModerations.appealedAt}`.mapWith(forumModerations.appealedAt), ...readersColumns })
    .from(forumModerations)
    .innerJoin(forumPosts, eq(forumPosts.id, forumModerations.postId))
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .where(and(appealWaits, not(hasJudge(ctx, (person) => sql`${person} is distinct from ${forumModerations.moderatorId}`))))
    .limit(MOST_WAITING);

/** Any moderator decides about a member, but neither they themselves nor who acted. */
const listSanctionAppealsLeftToNobody = (ctx: Ctx) =>
  ctx.db
    .select({ at: sql<Date>`${forumSanctions.appealedAt}`.mapWith(forumSanctions.appealedAt) })
    .from(forumSanctions)
    .where(
      and(
        sanctionAppealWaits,
        not(
          isHeldByAnother(ctx, {
            roles: rolesWith("moderate"),
            except: forumSanctions.personId,
            mayRead: (person) => sql`${person} is distinct from ${forumSanctions.moderatorId}`,
          }),
        ),
      ),
    )
    .limit(MOST_WAITING);

/** Of what stands under no name nobody, as of a post. */
const namedWriter = sql`case when ${forumHeldPosts.namelessAs} is null then ${forumHeldPosts.authorId} end`;

const listHeldLeftToNobody = (ctx: Ctx) =>
  ctx.db
    .select({ at: forumHeldPosts.heldAt, ...readersColumns })
    .from(forumHeldPosts)
    .leftJoin(forumTopics, eq(forumTopics.id, forumHeldPosts.topicId))
    .leftJoin(forumCategories, categoryOfHeld)
    .innerJoin(...scopeOfHeld)
    .where(
      and(
        eq(forumHeldPosts.state, "waiting"),
        not(hasJudge(ctx, (person) => sql`${person} is distinct from ${forumHeldPosts.declinedBy}`, namedWriter)),
      ),
    )
    .limit(MOST_WAITING);
