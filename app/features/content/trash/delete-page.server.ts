import { inArray } from "drizzle-orm";
import { contentPages, contentRedirects, contentRevisions } from "#db/schema/content";
import { recordEntry } from "~/features/audit/record-entry.server";
import { editPath } from "~/features/content/pages/edit-path";
import { forgetDraftsBelow } from "~/features/drafts/save-draft.server";
import type { Ctx } from "~/lib/ctx";

/**
 * Deletes pages whose rows are locked, with every text of them, for good. What hangs on pages in other rooms went before. Who could read
 * them stays as rows that nothing shows. What they replaced stays out of date.
 */
export async function deletePages(ctx: Ctx, pages: readonly { id: string; code: string }[]): Promise<void> {
  const ids = pages.map(({ id }) => id);
  await ctx.db.delete(contentRedirects).where(inArray(contentRedirects.pageId, ids));
  await ctx.db.delete(contentRevisions).where(inArray(contentRevisions.pageId, ids));
  await ctx.db.delete(contentPages).where(inArray(contentPages.id, ids));
  for (const { id } of pages) await recordEntry(ctx, { class: "act", action: "content.page-deleted", objectKind: "page", objectId: id });
  await forgetDraftsBelow(
    ctx,
    pages.map(({ code }) => editPath(code)),
  );
}
