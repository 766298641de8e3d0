import { recordEntry } from "~/features/audit/record-entry.server";
import { renderWithFiles } from "~/features/files/render-with-files.server";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { demandModerator } from "./demand-moderator";
import { getModeration } from "./moderations.queries.server";

/** What a moderator did, for another one. The look is written down, and the author sees it. @throws ForbiddenError, NotFoundError */
export async function openModeration(ctx: Ctx, code: string) {
  demandModerator(ctx);
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
    return { ...act, originalHtml: (await renderWithFiles(ctx, act.original, { author: act.authorId })).html };
  });
}
