import { and, asc, eq, inArray, isNull, lt, not, or, sql } from "drizzle-orm";
import { nearMisses } from "#db/schema/guard";
import { recordEntry } from "~/features/audit/record-entry.server";
import type { NotificationWords } from "~/features/mail/notifications/notification-words";
import { may } from "~/features/permissions/permissions";
import { readersColumns } from "~/features/permissions/readers.queries.server";
import { scopeOf, visibleTo } from "~/features/permissions/scope.server";
import { getSettings } from "~/features/settings/settings.queries.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { ForbiddenError, NotFoundError } from "~/lib/errors";
import { canOpen, lookingRoles, openingRoles, placesOf } from "./near-miss.policy";
import { noJudgeWords } from "./no-judge-words";
import { isLeftToOthers, nearMissCause } from "./tell-of-near-miss.server";

const MOST_WAITING = 100;

/** What is the actor's to look at, as far as they may read it. */
const theirs = (ctx: Ctx) => and(inArray(nearMisses.place, placesOf(ctx.actor)), or(isNull(nearMisses.scopeId), visibleTo(ctx)));

/**
 * What nobody has looked at yet, the oldest first. `canOpen`: its address is open to them. `mayLook`: they can open it and did not write it, or nobody
 * is there who could look instead.
 */
export async function listNearMisses(ctx: Ctx) {
  const { code, place, path, found, at, writerId } = nearMisses;
  const rows = await ctx.db
    .select({ code, place, path, found, at, writerId, ...leftToOthers(ctx) })
    .from(nearMisses)
    .leftJoin(...scopeOf(nearMisses.scopeId))
    .where(and(isNull(nearMisses.lookedAt), theirs(ctx)))
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
export async function listLeftToNobody(ctx: Ctx) {
  return ctx.db
    .select({ at: nearMisses.at, ...readersColumns })
    .from(nearMisses)
    .innerJoin(...scopeOf(nearMisses.scopeId))
    .where(and(isNull(nearMisses.lookedAt), not(visibleTo(ctx)), not(isLeftToOthers(ctx, lookingRoles))))
    .limit(MOST_WAITING);
}

/** For the task list of staff. */
export async function countNearMisses(ctx: Ctx): Promise<{ count: number; oldest: Date | null }> {
  const waiting = await listNearMisses(ctx);
  return { count: waiting.length, oldest: waiting[0]?.at ?? null };
}

/** Somebody looked, and did with the text itself what was to be done. @throws NotFoundError, ForbiddenError for its writer and who cannot open it */
export async function markLookedAt(ctx: Ctx, code: string): Promise<void> {
  const [miss] = (await listNearMisses(ctx)).filter((each) => each.code === code);
  if (!miss) throw new NotFoundError("near miss");
  if (!miss.mayLook) throw new ForbiddenError(miss.isOwn ? "own-near-miss" : "near-miss-of-others");
  await ctx.db
    .update(nearMisses)
    .set({ lookedAt: ctx.now, lookedBy: personIdOf(ctx.actor) })
    .where(eq(nearMisses.code, code));
  await recordEntry(ctx, { class: "act", action: "near-miss.looked-at", objectKind: "near-miss", objectId: code });
}

/** What staff were told of, in words, by cause: to administrators who may not read it only who can be asked to. */
export async function wordNearMisses(ctx: Ctx, told: readonly { kind: string; cause: string }[]): Promise<Map<string, NotificationWords>> {
  const causes = told.filter(({ kind }) => kind === "near-miss").map(({ cause }) => cause);
  const rows = causes.length === 0 || placesOf(ctx.actor).length === 0 ? [] : await selectThese(ctx, causes);
  return new Map(
    rows.map(({ id, isTheirs, audience, groups }) => [
      nearMissCause(id),
      isTheirs || audience === null
        ? { before: `${WHAT}:`, text: "look at it", href: "/admin/near-misses" }
        : { before: `${WHAT}. ${noJudgeWords({ audience, groups })}`, text: "Find somebody", href: "/admin/members" },
    ]),
  );
}

const WHAT = "A text seemed to identify a patient, and its writer said not";

const selectThese = (ctx: Ctx, causes: string[]) => {
  const ids = causes.map((cause) => cause.slice(cause.indexOf(":") + 1));
  const waits = may(ctx.actor, "change-roles") ? isNull(nearMisses.lookedAt) : undefined;
  return ctx.db
    .select({ id: nearMisses.id, isTheirs: sql<boolean>`${theirs(ctx)}`, ...readersColumns })
    .from(nearMisses)
    .leftJoin(...scopeOf(nearMisses.scopeId))
    .where(and(inArray(nearMisses.id, ids), or(theirs(ctx), waits)));
};

/** They are kept as long as what moderators did. */
export async function expireNearMisses(ctx: Ctx): Promise<void> {
  const { keepModerationMonths } = await getSettings(ctx);
  const before = new Date(ctx.now);
  before.setUTCMonth(before.getUTCMonth() - keepModerationMonths);
  await ctx.db.delete(nearMisses).where(lt(nearMisses.at, before));
}
