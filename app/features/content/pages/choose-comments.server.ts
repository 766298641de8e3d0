import { eq } from "drizzle-orm";
import { contentPages } from "#db/schema/content";
import { recordEntry } from "~/features/audit/record-entry.server";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { demandEditor } from "./demand-editor";
import type { PageComments } from "./page-comments";
import { getPageForUpdate } from "./page-for-update.server";

/** Says whether readers write under a page from now on; what they wrote stays. @throws ForbiddenError, NotFoundError */
export async function chooseComments(ctx: Ctx, { code, comments }: { code: string; comments: PageComments }): Promise<void> {
  demandEditor(ctx);
  await inTransaction(ctx, async (ctx) => {
    const page = await getPageForUpdate(ctx, code);
    await ctx.db.update(contentPages).set({ comments }).where(eq(contentPages.id, page.id));
    const detail = { comments };
    await recordEntry(ctx, { class: "act", action: "content.comments-chosen", objectKind: "page", objectId: page.id, detail });
  });
}
