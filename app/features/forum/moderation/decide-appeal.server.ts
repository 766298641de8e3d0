import { eq } from "drizzle-orm";
import { forumModerations } from "#db/schema/forum/moderation";
import { recordEntry } from "~/features/audit/record-entry.server";
import { countDecisions } from "~/features/forum/decisions/count-decision.server";
import { decisionCause } from "~/features/forum/watching/causes";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { demandModerator } from "./demand-moderator";
import { type DecisionBlocker, decisionBlocker, type RestoreBlocker, restoreBlocker } from "./moderation.policy";
import type { DecisionInput } from "./moderation.schema";
import { findModerationForUpdate } from "./moderations.queries.server";
import { restoreOriginal, tellModerated } from "./restore-original.server";

export type DecisionResult = { ok: true } | { ok: false; reason: DecisionBlocker | RestoreBlocker };

/** Answers an appeal: the act stands, or the post comes back. @throws NotFoundError, ForbiddenError, PatientDetailsError */
export async function decideAppeal(ctx: Ctx, { code, decision, why, vouch }: DecisionInput & { code: string }): Promise<DecisionResult> {
  return inTransaction(ctx, async (ctx) => {
    const act = await findModerationForUpdate(ctx, code);
    if (!act) throw new NotFoundError("moderation");
    demandModerator(ctx);

    const reason = decisionBlocker(ctx.actor, act) ?? (decision === "undone" ? restoreBlocker(act) : null);
    if (reason) return { ok: false, reason };

    await ctx.db
      .update(forumModerations)
      .set({ decision, decisionWhy: why, decidedAt: ctx.now, decidedBy: personIdOf(ctx.actor) })
      .where(eq(forumModerations.id, act.id));
    await countDecisions(ctx, [{ kind: "appeal", about: act.kind, outcome: decision, since: act.appealedAt }]);
    await tellModerated(ctx, act, decisionCause);
    await recordEntry(ctx, {
      class: "act",
      action: `appeal.${decision}`,
      objectKind: "moderation",
      objectId: act.code,
      subjectId: act.authorId,
    });
    if (decision === "undone") await restoreOriginal(ctx, act, { vouch });
    return { ok: true };
  });
}
