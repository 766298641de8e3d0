import { recordEntry } from "~/features/audit/record-entry.server";
import { undoneCause } from "~/features/forum/watching/causes";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { demandModerator } from "./demand-moderator";
import { type UndoBlocker, undoBlocker } from "./moderation.policy";
import { findModerationForUpdate } from "./moderations.queries.server";
import { restoreOriginal, tellModerated } from "./restore-original.server";

export type UndoResult = { ok: true } | { ok: false; reason: UndoBlocker };

/**
 * Takes an act of a moderator back: the post stands as it was. `unseen`: nobody looked at it, and its author hears of it from whoever asks.
 * Where it throws, nothing changed. @throws NotFoundError, ForbiddenError, PatientDetailsError
 */
export async function undoModeration(
  ctx: Ctx,
  code: string,
  { vouch, unseen = false }: { vouch?: string; unseen?: boolean } = {},
): Promise<UndoResult> {
  return inTransaction(ctx, async (ctx) => {
    const act = await findModerationForUpdate(ctx, code);
    if (!act) throw new NotFoundError("moderation");
    demandModerator(ctx);

    const reason = undoBlocker(ctx.actor, act);
    if (reason) return { ok: false, reason };

    await restoreOriginal(ctx, act, { vouch, unseen });
    if (!unseen) await tellModerated(ctx, act, undoneCause);
    await recordEntry(ctx, { class: "act", action: "post.restored", objectKind: "post", objectId: act.postId, subjectId: act.authorId });
    return { ok: true };
  });
}
