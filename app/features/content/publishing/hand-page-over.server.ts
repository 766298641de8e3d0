import { eq } from "drizzle-orm";
import { contentPages } from "#db/schema/content";
import { recordEntry } from "~/features/audit/record-entry.server";
import { demandEditor } from "~/features/content/pages/demand-editor";
import { getPageForUpdate } from "~/features/content/pages/page-for-update.server";
import type { Ctx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { listEditors } from "./list-editors.server";

/**
 * Gives a page to an editor, by their reference: they are reminded of it from now on, whoever checks it. Without one it belongs to whoever
 * checked it last. @throws ForbiddenError, NotFoundError
 */
export async function handPageOver(
  ctx: Ctx,
  { code, owner }: { code: string; owner: string },
): Promise<{ ok: true } | { ok: false; reason: "no-editor" }> {
  demandEditor(ctx);
  const editor = owner ? (await listEditors(ctx)).find(({ ref }) => ref === owner) : null;
  if (editor === undefined) return { ok: false, reason: "no-editor" };
  return inTransaction(ctx, async (ctx) => {
    const page = await getPageForUpdate(ctx, code);
    // whoever has it now is told of a day that was told to another
    await ctx.db
      .update(contentPages)
      .set({ ownerId: editor?.id ?? null, reviewTold: null })
      .where(eq(contentPages.id, page.id));
    await recordEntry(ctx, {
      class: "act",
      action: "content.page-handed-over",
      objectKind: "page",
      objectId: page.id,
      subjectId: editor?.id ?? null,
    });
    return { ok: true };
  });
}
