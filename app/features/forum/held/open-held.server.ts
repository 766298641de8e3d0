import { recordEntry } from "~/features/audit/record-entry.server";
import { demandModerator } from "~/features/forum/moderation/demand-moderator";
import { heldOutcomeCause } from "~/features/forum/watching/causes";
import { markNotificationsRead } from "~/features/mail/notifications/mark-notifications-read.server";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { aboutWriter } from "./decide-held.server";
import { showHeld } from "./held.queries.server";

/** What waits, for a moderator. The look is written down, and its writer sees it. @throws ForbiddenError, NotFoundError */
export async function openHeld(ctx: Ctx, code: string) {
  demandModerator(ctx);
  return inTransaction(ctx, async (ctx) => {
    const held = await showHeld(ctx, code);
    if (!held.isOwn)
      await recordEntry(ctx, {
        class: "access",
        action: "held.opened",
        objectKind: "held post",
        objectId: code,
        ...aboutWriter(held),
        purpose: "moderation",
      });
    return held;
  });
}

/** What waits or waited, for whoever wrote it; what they were told about it counts as read. @throws NotFoundError */
export async function readHeld(ctx: Ctx, code: string) {
  const held = await showHeld(ctx, code);
  const causes = [held.declinedAt, held.decidedAt].flatMap((at) => (at ? [heldOutcomeCause(held.id, at)] : []));
  if (held.isOwn && causes.length > 0) await markNotificationsRead(ctx, { causes });
  return held;
}
