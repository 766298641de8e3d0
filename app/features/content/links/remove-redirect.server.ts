import { and, eq } from "drizzle-orm";
import { contentRedirects } from "#db/schema/content";
import { recordEntry } from "~/features/audit/record-entry.server";
import { demandEditor } from "~/features/content/pages/demand-editor";
import { getPageForUpdate } from "~/features/content/pages/page-for-update.server";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";

/** An earlier address of a page leads nowhere any more. False where it led nowhere already. @throws ForbiddenError, NotFoundError */
export async function removeRedirect(ctx: Ctx, { code, path }: { code: string; path: string }): Promise<boolean> {
  demandEditor(ctx);
  return inTransaction(ctx, async (ctx) => {
    const page = await getPageForUpdate(ctx, code);
    const removed = await ctx.db
      .delete(contentRedirects)
      .where(and(eq(contentRedirects.path, path), eq(contentRedirects.pageId, page.id)))
      .returning({ path: contentRedirects.path });
    if (removed.length === 0) return false;
    await recordEntry(ctx, { class: "act", action: "content.redirect-removed", objectKind: "page", objectId: page.id });
    return true;
  });
}
