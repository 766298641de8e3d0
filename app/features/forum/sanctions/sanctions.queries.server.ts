import { and, asc, desc, eq, isNotNull, isNull, lt, type SQL, sql } from "drizzle-orm";
import { forumSanctions } from "#db/schema/forum/sanctions";
import { demandModerator } from "~/features/forum/moderation/demand-moderator";
import { moderationBlocker } from "~/features/forum/moderation/moderation.policy";
import { authorName } from "~/features/forum/posts/author";
import type { Sanction } from "~/features/forum/types";
import { joinedPerson } from "~/features/people/joined-person.server";
import { recordsOf } from "~/features/people/persons.server";
import { type Ctx, type PersonId, personIdOf } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import { NotFoundError } from "~/lib/errors";
import { pageOf } from "~/lib/pages";
import { isStanding } from "./own-sanction.queries.server";
import { liftBlocker, sanctionAppealBlocker, sanctionDecisionBlocker } from "./sanction.policy";

const PER_PAGE = 20;
/** More than anybody decides in a day: lists of what waits stop there. */
const MOST_WAITING = 100;
/** A suspension without an end is looked at again by a moderator after so long. */
const REVIEWED_AFTER = 90 * DAY;

export type SanctionForUpdate = NonNullable<Awaited<ReturnType<typeof findSanctionForUpdate>>>;

/** A sanction, its row locked: what anybody does about it is done one after the other. The person is whose record it is part of now. */
export async function findSanctionForUpdate(ctx: Ctx, code: string) {
  const [sanction] = await selectSanctions(ctx, eq(forumSanctions.code, code)).for("update", { of: forumSanctions });
  return sanction ?? null;
}

/** A sanction as its page shows it: to the member, and to moderators. @throws NotFoundError */
export async function getSanction(ctx: Ctx, code: string) {
  const [found] = await selectSanctions(ctx, eq(forumSanctions.code, code));
  const isOwn = found !== undefined && found.personId === personIdOf(ctx.actor);
  if (!found || !(isOwn || moderationBlocker(ctx.actor) === null)) throw new NotFoundError("sanction");
  const { moderatorId: _, personId, moderator, decider, ender, ...sanction } = found;
  return {
    ...sanction,
    member: authorName(sanction.member),
    personId,
    isOwn,
    // nobody learns who decided about them
    moderator: isOwn ? null : moderator,
    decider: isOwn ? null : decider,
    ender: isOwn ? null : ender,
    appealBlocker: sanctionAppealBlocker(ctx.actor, found),
    decisionBlocker: sanctionDecisionBlocker(ctx.actor, found),
    mayLift: liftBlocker(ctx.actor, found, "lifted") === null,
    mayUndo: liftBlocker(ctx.actor, found, "undone") === null,
  };
}

/** A page of the sanctions upon somebody, the latest first: to them and to moderators. `after` is the code of the last one shown. */
export async function listSanctionsOf(ctx: Ctx, personId: PersonId, after: string | null) {
  if (personId !== personIdOf(ctx.actor)) demandModerator(ctx);
  const older = after ? sql`${forumSanctions.id} < (select shown.id from ${forumSanctions} shown where shown.code = ${after})` : undefined;
  const found = await selectListed(ctx, and(sql`${forumSanctions.personId} = any(${recordsOf(personId)})`, older))
    .orderBy(desc(forumSanctions.id))
    .limit(PER_PAGE + 1);
  const { rows: sanctions, next } = pageOf(found, PER_PAGE, ({ code }) => code);
  return { sanctions, next };
}

/** Over a sanction: it was appealed against, and nobody decided. */
export const sanctionAppealWaits = and(isNotNull(forumSanctions.appealedAt), isNull(forumSanctions.decidedAt))!;

/** Appeals against sanctions that nobody decided yet, the oldest first. @throws ForbiddenError */
export async function listSanctionAppeals(ctx: Ctx) {
  demandModerator(ctx);
  return selectListed(ctx, sanctionAppealWaits).orderBy(asc(forumSanctions.appealedAt)).limit(MOST_WAITING);
}

/** Suspensions without an end at which no moderator looked for so long, the oldest first. @throws ForbiddenError */
export async function listSanctionsToReview(ctx: Ctx) {
  demandModerator(ctx);
  const lookedAt = sql`coalesce(${forumSanctions.reviewedAt}, ${forumSanctions.at})`;
  return selectListed(
    ctx,
    and(
      eq(forumSanctions.kind, "suspended"),
      isNull(forumSanctions.endsAt),
      isNull(forumSanctions.endedAt),
      lt(lookedAt, sql`${later(ctx.now, -REVIEWED_AFTER).toISOString()}::timestamptz`),
    ),
  )
    .orderBy(asc(lookedAt))
    .limit(MOST_WAITING);
}

/** Of somebody whose lock is held: which kinds stand. */
export async function listStandingKinds(ctx: Ctx, personId: PersonId): Promise<Sanction["kind"][]> {
  const rows = await ctx.db
    .select({ kind: forumSanctions.kind })
    .from(forumSanctions)
    .where(and(sql`${forumSanctions.personId} = any(${recordsOf(personId)})`, isStanding(ctx.now)));
  return rows.map(({ kind }) => kind);
}

const { code, kind, reason, at, endsAt, appealedAt, decision, endedAs } = forumSanctions;

function selectListed(ctx: Ctx, where: SQL | undefined) {
  const member = joinedPerson("member");
  return ctx.db
    .select({ code, kind, reason, at, endsAt, appealedAt, decision, endedAs, isStanding: isStanding(ctx.now), member: member.name })
    .from(forumSanctions)
    .innerJoin(...member.nowOf(forumSanctions.personId))
    .where(where);
}

function selectSanctions(ctx: Ctx, where: SQL) {
  const member = joinedPerson("member");
  const moderator = joinedPerson("moderator");
  const decider = joinedPerson("decider");
  const ender = joinedPerson("ender");
  const { id, moderatorId, acknowledgedAt, reviewedAt, appeal, decidedAt, decisionWhy, endedAt, endedWhy } = forumSanctions;
  return ctx.db
    .select({
      ...{ id, code, kind, reason, moderatorId, at, endsAt, acknowledgedAt, reviewedAt },
      ...{ appeal, appealedAt, decision, decidedAt, decisionWhy, endedAs, endedAt, endedWhy },
      personId: member.id,
      ref: member.ref,
      member: member.name,
      moderator: moderator.name,
      decider: decider.name,
      ender: ender.name,
      isStanding: isStanding(ctx.now),
      isUndone: sql<boolean>`${endedAs} is not distinct from 'undone'`,
      isAppealed: sql<boolean>`${appealedAt} is not null`,
      isDecided: sql<boolean>`${decidedAt} is not null`,
    })
    .from(forumSanctions)
    .innerJoin(...member.nowOf(forumSanctions.personId))
    .leftJoin(...moderator.of(forumSanctions.moderatorId))
    .leftJoin(...decider.of(forumSanctions.decidedBy))
    .leftJoin(...ender.of(forumSanctions.endedBy))
    .where(where);
}
