import { recordEntry } from "~/features/audit/record-entry.server";
import type { Ctx } from "~/lib/ctx";
import { ForbiddenError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { moderationBlocker } from "./moderation.policy";
import { getModeration } from "./moderations.queries.server";

/** What a moderator did, for another one. The look is written down, and the author sees it. @throws ForbiddenError, NotFoundError */
export async function openModeration(ctx: Ctx, code: string) {
  const blocker = moderationBlocker(ctx.actor);
  if (blocker) throw new ForbiddenError(blocker);
  return inTransaction(ctx, async (ctx) => {
    const act = await getModeration(ctx, code);
    if (!act.isOwn)
      await recordEntry(ctx, {
        class: "access",
        action: "moderation.opened",
        objectKind: "moderation",
        objectId: act.code,
        subjectId: act.authorId,
        purpose: "moderation",
      });
    return act;
  });
}
