import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import { forumHeldPosts } from "#db/schema/forum/desk";
import { forumCleanUps, forumModerations } from "#db/schema/forum/moderation";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { recordEntry } from "~/features/audit/record-entry.server";
import { demandModerator } from "~/features/forum/moderation/demand-moderator";
import { listModerations } from "~/features/forum/moderation/moderation-queue.queries.server";
import { authorName } from "~/features/forum/posts/author";
import { pageOfTopic, readableTopic, topicColumns } from "~/features/forum/topics/topic-place.queries.server";
import { cleanUpCause, cleanUpUndoneCause } from "~/features/forum/watching/causes";
import { markNotificationsRead } from "~/features/mail/notifications/mark-notifications-read.server";
import { joinedPerson } from "~/features/people/joined-person.server";
import { recordsOf } from "~/features/people/persons.server";
import { scopeOf } from "~/features/permissions/scope.server";
import type { Ctx, PersonCtx, PersonId } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { pageOf } from "~/lib/pages";
import { inTransaction } from "~/lib/transaction.server";
import { cleanUpUndoBlocker } from "./clean-up.policy";

const PER_PAGE = 20;

/** One clean-up, its row locked, with whose record it is part of now. */
export async function lockCleanUp(ctx: Ctx, id: string) {
  const [row] = await selectCleanUps(ctx, eq(forumCleanUps.id, id)).for("update", { of: forumCleanUps });
  return row ?? null;
}

/** How many posts were removed and declined with it, also where that was undone. */
export async function countActs(ctx: Ctx, cleanUpId: string): Promise<number> {
  const held = await ctx.db.$count(forumHeldPosts, eq(forumHeldPosts.cleanUpId, cleanUpId));
  return held + (await ctx.db.$count(forumModerations, eq(forumModerations.cleanUpId, cleanUpId)));
}

/** What became of it, for a moderator, with what of it they may read. The look is written down. @throws ForbiddenError, NotFoundError */
export async function openCleanUp(ctx: PersonCtx, code: string, after: string | null) {
  demandModerator(ctx);
  return inTransaction(ctx, async (ctx) => {
    const { id, personId, moderatorId: _, ...cleanUp } = await getCleanUp(ctx, code);
    await recordEntry(ctx, {
      class: "access",
      action: "clean-up.opened",
      objectKind: "clean-up",
      objectId: code,
      subjectId: personId,
      purpose: "moderation",
    });
    const ofIt = sql`${forumModerations.cleanUpId} = ${id}`;
    return {
      ...cleanUp,
      ...(await listModerations(ctx, after, ofIt)),
      undoBlocker: cleanUpUndoBlocker(ctx.actor, { personId, finishedAt: cleanUp.finishedAt }),
    };
  });
}

/** The same for the member whose posts they were; what they were told of it counts as read. @throws NotFoundError */
export async function readCleanUp(ctx: PersonCtx, code: string, after: string | null) {
  const { id, personId, reason, at, finishedAt, undoneAt } = await getCleanUp(ctx, code);
  if (personId !== ctx.actor.personId) throw new NotFoundError("clean-up");
  await markNotificationsRead(ctx, { causes: [cleanUpCause(id), ...(undoneAt ? [cleanUpUndoneCause(id, undoneAt)] : [])] });
  const declined = await ctx.db.$count(forumHeldPosts, eq(forumHeldPosts.cleanUpId, id));
  return { code, reason, at, finishedAt, undoneAt, declined, ...(await listOwnActs(ctx, id, after)) };
}

/** A page of the clean-ups of what somebody posted, for moderators, the latest first. `after` is the code of the last one shown. */
export async function listCleanUpsOf(ctx: Ctx, personId: PersonId, after: string | null) {
  demandModerator(ctx);
  const { id, code, reason, at, undoneAt } = forumCleanUps;
  const older = after ? sql`${id} < (select shown.id from ${forumCleanUps} shown where shown.code = ${after})` : undefined;
  const found = await ctx.db
    .select({ code, reason, at, undoneAt })
    .from(forumCleanUps)
    .where(and(sql`${forumCleanUps.personId} = any(${recordsOf(personId)})`, older))
    .orderBy(desc(id))
    .limit(PER_PAGE + 1);
  return pageOf(found, PER_PAGE, ({ code }) => code);
}

async function getCleanUp(ctx: Ctx, code: string) {
  const [found] = await selectCleanUps(ctx, eq(forumCleanUps.code, code));
  if (!found) throw new NotFoundError("clean-up");
  return found;
}

function selectCleanUps(ctx: Ctx, where: SQL) {
  const member = joinedPerson("member");
  const moderator = joinedPerson("moderator");
  const { id, code, reason, moderatorId, at, since, chosen, finishedAt, undoneBy, undoneAt } = forumCleanUps;
  return ctx.db
    .select({
      ...{ id, code, reason, moderatorId, at, since, chosen, finishedAt, undoneBy, undoneAt },
      personId: member.id,
      ref: member.ref,
      member: sql<string>`coalesce(${member.name}, ${authorName(null)})`,
      moderator: moderator.name,
      /** Something of it is not put back: whether it can be is seen when somebody tries. */
      isLeft: sql<boolean>`(exists (select from ${forumModerations} act where act.clean_up_id = ${id} and act.undone_at is null)
        or exists (select from ${forumHeldPosts} held where held.clean_up_id = ${id} and held.state = 'declined' and held.appealed_at is null))`,
    })
    .from(forumCleanUps)
    .innerJoin(...member.nowOf(forumCleanUps.personId))
    .leftJoin(...moderator.of(forumCleanUps.moderatorId))
    .where(where);
}

/** One's own posts that went, also where one may read no more; the place is named where one may. */
async function listOwnActs(ctx: Ctx, cleanUpId: string, after: string | null) {
  const { id, code, kind, originalTitle, appealedAt, decision, undoneAt } = forumModerations;
  const older = after ? sql`${id} < (select shown.id from ${forumModerations} shown where shown.code = ${after})` : undefined;
  const found = await ctx.db
    .select({
      ...{ code, kind, originalTitle, appealedAt, decision, undoneAt },
      writtenAt: forumPosts.createdAt,
      number: forumPosts.number,
      topic: topicColumns,
      isReadable: sql<boolean>`${readableTopic(ctx)}`,
    })
    .from(forumModerations)
    .innerJoin(forumPosts, eq(forumPosts.id, forumModerations.postId))
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .leftJoin(...pageOfTopic)
    .where(and(eq(forumModerations.cleanUpId, cleanUpId), older))
    .orderBy(desc(id))
    .limit(PER_PAGE + 1);
  const { rows, next } = pageOf(found, PER_PAGE, ({ code }) => code);
  return { acts: rows.map(({ topic, isReadable, ...act }) => ({ ...act, topic: isReadable ? topic : null })), next };
}
