import { eq } from "drizzle-orm";
import { forumModerations } from "#db/schema/forum/moderation";
import { recordEntry } from "~/features/audit/record-entry.server";
import { withoutName } from "~/features/forum/posts/without-name";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { type AppealBlocker, appealBlocker } from "./moderation.policy";
import type { AppealInput } from "./moderation.schema";
import { findModerationForUpdate } from "./moderations.queries.server";

export type AppealResult = { ok: true } | { ok: false; reason: AppealBlocker };

/** The author says why an act was wrong, once. @throws NotFoundError */
export async function appealModeration(ctx: Ctx, { code, appeal }: AppealInput & { code: string }): Promise<AppealResult> {
  return inTransaction(ctx, async (ctx) => {
    const act = await findModerationForUpdate(ctx, code);
    if (!act) throw new NotFoundError("moderation");

    const reason = appealBlocker(ctx.actor, act);
    if (reason) return { ok: false, reason };

    await ctx.db.update(forumModerations).set({ appeal, appealedAt: ctx.now }).where(eq(forumModerations.id, act.id));
    await recordEntry(withoutName(ctx, act), { class: "act", action: "moderation.appealed", objectKind: "moderation", objectId: act.code });
    return { ok: true };
  });
}
