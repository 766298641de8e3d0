import { and, asc, eq, inArray, isNull, lt, not, type SQL, sql } from "drizzle-orm";
import { nearMisses } from "#db/schema/guard";
import { recordEntry } from "~/features/audit/record-entry.server";
import { readersColumns } from "~/features/permissions/readers.queries.server";
import { scopeOf, visibleTo } from "~/features/permissions/scope.server";
import { getSettings } from "~/features/settings/settings.queries.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { ForbiddenError, NotFoundError } from "~/lib/errors";
import { canOpen, FORUM_PLACES, lookingRoles, openingRoles } from "./near-miss.policy";
import { isLeftToOthers, theirs } from "./near-miss-readers.server";

const MOST_WAITING = 100;

/**
 * What nobody has looked at yet, the oldest first. `canOpen`: its address is open to them. `mayLook`: they can open it and did not
 * write it, or nobody is there who could look instead.
 */
export const listNearMisses = (ctx: Ctx) => selectNearMisses(ctx, isNull(nearMisses.lookedAt));

async function selectNearMisses(ctx: Ctx, where: SQL) {
  const { code, place, path, found, at, writerId } = nearMisses;
  const rows = await ctx.db
    .select({ code, place, path, found, at, writerId, ...leftToOthers(ctx) })
    .from(nearMisses)
    .leftJoin(...scopeOf(nearMisses.scopeId))
    .where(and(where, theirs(ctx)))
    .orderBy(asc(at), asc(nearMisses.id))
    .limit(MOST_WAITING);
  return rows.map(({ writerId, othersLook, othersOpen, ...row }) => {
    const isOwn = writerId !== null && writerId === personIdOf(ctx.actor);
    const opens = canOpen(ctx.actor, row.place);
    return { ...row, isOwn, canOpen: opens, mayLook: isOwn ? !othersLook : opens || !othersOpen };
  });
}

const leftToOthers = (ctx: Ctx) => ({ othersLook: isLeftToOthers(ctx, lookingRoles), othersOpen: isLeftToOthers(ctx, openingRoles) });

/** What this administrator may not read, nor anybody else who could look at it: since when, and for whom it stands. */
export const listLeftToNobody = (ctx: Ctx) =>
  ctx.db
    .select({ at: nearMisses.at, ...readersColumns })
    .from(nearMisses)
    .innerJoin(...scopeOf(nearMisses.scopeId))
    .where(and(isNull(nearMisses.lookedAt), not(visibleTo(ctx)), not(isLeftToOthers(ctx, lookingRoles))))
    .limit(MOST_WAITING);

/** For the task list of staff. */
export async function countNearMisses(ctx: Ctx): Promise<{ count: number; oldest: Date | null }> {
  const waiting = await listNearMisses(ctx);
  return { count: waiting.length, oldest: waiting[0]?.at ?? null };
}

/**
 * Somebody looked, and did with the text itself what was to be done. It is one look, however often it is pressed and by how many at once.
 * @throws NotFoundError, ForbiddenError for its writer and who cannot open it
 */
export async function markLookedAt(ctx: Ctx, code: string): Promise<void> {
  const [miss] = await selectNearMisses(ctx, eq(nearMisses.code, code));
  if (!miss) throw new NotFoundError("near miss");
  if (!miss.mayLook) throw new ForbiddenError(miss.isOwn ? "own-near-miss" : "near-miss-of-others");
  const looked = await ctx.db
    .update(nearMisses)
    .set({ lookedAt: ctx.now, lookedBy: personIdOf(ctx.actor) })
    .where(and(eq(nearMisses.code, code), isNull(nearMisses.lookedAt)))
    .returning({ id: nearMisses.id });
  if (looked.length === 0) return;
  await recordEntry(ctx, { class: "act", action: "near-miss.looked-at", objectKind: "near-miss", objectId: code });
}

/** They are kept as long as what moderators did. */
export async function expireNearMisses(ctx: Ctx): Promise<void> {
  const { keepModerationMonths } = await getSettings(ctx);
  const before = new Date(ctx.now);
  before.setUTCMonth(before.getUTCMonth() - keepModerationMonths);
  await ctx.db.delete(nearMisses).where(lt(nearMisses.at, before));
}

/** What nobody has looked at yet in the forum, for its moderators' queue: a statement to go on from. `mayLook` as in the list. */
export const waitingInForum = (ctx: Ctx) =>
  ctx.db
    .select({
      code: nearMisses.code,
      path: nearMisses.path,
      found: nearMisses.found,
      at: nearMisses.at,
      mayLook:
        sql<boolean>`(${nearMisses.writerId} is distinct from ${personIdOf(ctx.actor)} or not ${isLeftToOthers(ctx, lookingRoles)})`.as(
          "may_look",
        ),
    })
    .from(nearMisses)
    .leftJoin(...scopeOf(nearMisses.scopeId))
    .where(and(isNull(nearMisses.lookedAt), inArray(nearMisses.place, FORUM_PLACES), theirs(ctx)))
    .as("near_miss");
