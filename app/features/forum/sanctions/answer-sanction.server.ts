import { and, eq, isNull } from "drizzle-orm";
import { forumSanctions } from "#db/schema/forum/sanctions";
import { recordEntry } from "~/features/audit/record-entry.server";
import { sanctionCause, sanctionOutcomeCause } from "~/features/forum/watching/causes";
import { markNotificationsRead } from "~/features/mail/notifications/mark-notifications-read.server";
import type { PersonCtx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { type SanctionAppealBlocker, sanctionAppealBlocker } from "./sanction.policy";
import { findSanctionForUpdate, getSanction, listStandingKinds } from "./sanctions.queries.server";

/** What was decided about oneself; what one was told of it counts as read. @throws NotFoundError */
export async function readSanction(ctx: PersonCtx, code: string) {
  const sanction = await getSanction(ctx, code);
  if (!sanction.isOwn) return sanction;
  const outcomes = (["upheld", "undone", "lifted"] as const).map((outcome) => sanctionOutcomeCause(sanction.id, outcome));
  await markNotificationsRead(ctx, { causes: [sanctionCause(sanction.id), ...outcomes] });
  return sanction;
}

/** Says that one has read a warning, which is over then. Gives whether nothing else keeps them from writing. @throws NotFoundError */
export async function acknowledgeWarning(ctx: PersonCtx, code: string): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    const sanction = await findSanctionForUpdate(ctx, code);
    if (sanction?.personId !== ctx.actor.personId || sanction.kind !== "warned") throw new NotFoundError("sanction");
    await ctx.db
      .update(forumSanctions)
      .set({ acknowledgedAt: ctx.now })
      .where(and(eq(forumSanctions.id, sanction.id), isNull(forumSanctions.acknowledgedAt)));
    return (await listStandingKinds(ctx, ctx.actor.personId)).length === 0;
  });
}

export type SanctionAppealResult = { ok: true } | { ok: false; reason: SanctionAppealBlocker };

/** Says why it was wrong, once; it holds until another moderator decided. @throws NotFoundError */
export async function appealSanction(ctx: PersonCtx, { code, appeal }: { code: string; appeal: string }): Promise<SanctionAppealResult> {
  return inTransaction(ctx, async (ctx) => {
    const sanction = await findSanctionForUpdate(ctx, code);
    if (!sanction) throw new NotFoundError("sanction");
    const reason = sanctionAppealBlocker(ctx.actor, sanction);
    if (reason) return { ok: false, reason };

    await ctx.db.update(forumSanctions).set({ appeal, appealedAt: ctx.now }).where(eq(forumSanctions.id, sanction.id));
    await recordEntry(ctx, { class: "act", action: "sanction.appealed", objectKind: "sanction", objectId: code });
    return { ok: true };
  });
}
