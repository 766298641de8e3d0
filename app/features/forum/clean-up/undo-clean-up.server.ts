import { and, asc, desc, eq, inArray, isNull, lt, not, sql } from "drizzle-orm";
import { forumHeldPosts } from "#db/schema/forum/desk";
import { forumCleanUps, forumModerations, forumReports } from "#db/schema/forum/moderation";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { enqueue, isEnqueued } from "#jobs/outbox.server";
import { recordEntry } from "~/features/audit/record-entry.server";
import { uncountDecisions } from "~/features/forum/decisions/count-decision.server";
import { selectHeld } from "~/features/forum/held/held.queries.server";
import { tellOfHeld } from "~/features/forum/held/tell-of-held.server";
import { demandModerator } from "~/features/forum/moderation/demand-moderator";
import { moderationBlocker } from "~/features/forum/moderation/moderation.policy";
import { undoModeration } from "~/features/forum/moderation/undo-moderation.server";
import { visibleTo } from "~/features/forum/sanctions/own-sanction.queries.server";
import { lockTopics } from "~/features/forum/topics/lock-topics.server";
import { cleanUpUndoneCause } from "~/features/forum/watching/causes";
import { notify } from "~/features/mail/notifications/notify.server";
import { loadActor } from "~/features/people/actor.queries.server";
import type { Ctx, PersonCtx } from "~/lib/ctx";
import { NotFoundError, PatientDetailsError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { BATCH } from "./carry-out-clean-up.server";
import { type CleanUpUndoBlocker, cleanUpUndoBlocker } from "./clean-up.policy";
import { cleanUpNotice } from "./clean-up-notice.mail.server";
import { lockCleanUp } from "./clean-ups.queries.server";

export type CleanUpUndoResult = { ok: true } | { ok: false; reason: CleanUpUndoBlocker };

/** Has all of it put back that can be, by a job; while that runs, pressing again does no more. @throws NotFoundError, ForbiddenError */
export async function undoCleanUp(ctx: PersonCtx, code: string): Promise<CleanUpUndoResult> {
  demandModerator(ctx);
  return inTransaction<CleanUpUndoResult, PersonCtx>(ctx, async (ctx) => {
    const [found] = await ctx.db.select({ id: forumCleanUps.id }).from(forumCleanUps).where(eq(forumCleanUps.code, code));
    const row = found && (await lockCleanUp(ctx, found.id));
    if (!row) throw new NotFoundError("clean-up");
    const reason = cleanUpUndoBlocker(ctx.actor, row);
    if (reason) return { ok: false, reason };
    if (await isEnqueued(ctx, "forum.undo-clean-up", { cleanUpId: row.id })) return { ok: true };

    await ctx.db.update(forumCleanUps).set({ undoneBy: ctx.actor.personId, undoneAt: ctx.now }).where(eq(forumCleanUps.id, row.id));
    await recordEntry(ctx, { class: "act", action: "clean-up.undone", objectKind: "clean-up", objectId: code, subjectId: row.personId });
    await enqueue(ctx, "forum.undo-clean-up", { cleanUpId: row.id });
    return { ok: true };
  });
}

/**
 * Puts the next acts back, the latest first, as whoever undoes them may; what was appealed about, changed since, is in a place that they
 * may not read, or holds what may be a patient's details or was reported for them, stays for a look of its own. What was declined waits
 * again. After the last its writer is told once. Running again finds nothing more to put back. `back`: how many are by now. Of whoever lost
 * the role meanwhile it is as if they had not begun.
 */
export async function carryOutCleanUpUndo(
  ctx: Ctx,
  cleanUpId: string,
  { before, back = 0 }: { before?: string; back?: number } = {},
): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const row = await lockCleanUp(ctx, cleanUpId);
    if (!row?.undoneBy || !row.undoneAt) return;
    const as = { ...ctx, actor: await loadActor(ctx.db, row.undoneBy, ctx.now) };
    const mayGoOn = moderationBlocker(as.actor) === null;

    const { id, code, postId } = forumModerations;
    const acts = await ctx.db
      .select({ id, code, topicId: forumPosts.topicId })
      .from(forumModerations)
      .innerJoin(forumPosts, eq(forumPosts.id, postId))
      .where(
        and(
          eq(forumModerations.cleanUpId, cleanUpId),
          mayGoOn ? undefined : sql`false`,
          isNull(forumModerations.undoneAt),
          not(asksAboutPatient),
          before ? lt(forumModerations.id, before) : undefined,
        ),
      )
      .orderBy(desc(id))
      .limit(BATCH);
    const topicIds = acts.map(({ topicId }) => topicId);
    await lockTopics(ctx, inArray(forumTopics.id, topicIds));
    for (const act of acts) if (await putBack(as, act.code)) back++;
    if (acts.length === BATCH) return void (await enqueue(ctx, "forum.undo-clean-up", { cleanUpId, before: acts.at(-1)!.id, back }));

    if (mayGoOn) back += await waitAgain(as, cleanUpId);
    else if (back === 0) await ctx.db.update(forumCleanUps).set({ undoneBy: null, undoneAt: null }).where(eq(forumCleanUps.id, cleanUpId));
    if (back === 0) return;
    await notify(ctx, [row.personId], cleanUpNotice, { cleanUpId }, { cause: cleanUpUndoneCause(cleanUpId, row.undoneAt) });
  });
}

/** Over an act: with it went what somebody reported for a patient's details. Topics that went as a whole come back with those hidden. */
const asksAboutPatient = sql`(${forumModerations.kind} <> 'topic-removed' and exists (select from ${forumReports} told
  where told.post_id = ${forumModerations.postId} and told.reason = 'patient-details' and told.decided_at = ${forumModerations.at}))`;

/** Whether it went back. Where it throws, nothing of it changed. */
async function putBack(ctx: Ctx, code: string): Promise<boolean> {
  try {
    return (await undoModeration(ctx, code, { unseen: true })).ok;
  } catch (error) {
    if (error instanceof NotFoundError || error instanceof PatientDetailsError) return false;
    throw error;
  }
}

/** What was declined with it and not appealed about waits for a moderator as before, who are told. */
async function waitAgain(ctx: Ctx, cleanUpId: string): Promise<number> {
  const { id, state, appealedAt } = forumHeldPosts;
  const isDeclined = and(eq(forumHeldPosts.cleanUpId, cleanUpId), eq(state, "declined"), isNull(appealedAt));
  let waiting = 0;
  for (const held of await selectHeld(ctx, and(isDeclined, visibleTo(ctx))).orderBy(asc(id))) {
    const asBefore = { state: "waiting" as const, declinedBy: null, declinedAt: null, reason: null };
    const again = await ctx.db
      .update(forumHeldPosts)
      .set(asBefore)
      // its writer may have appealed meanwhile
      .where(and(eq(id, held.id), isDeclined))
      .returning({ id });
    if (again.length === 0) continue;
    waiting++;
    await uncountDecisions(ctx, [{ kind: "held", about: held.why, outcome: "declined", since: held.heldAt }], held.declinedAt!);
    await tellOfHeld(ctx, { ...held, again: ctx.now });
  }
  return waiting;
}
