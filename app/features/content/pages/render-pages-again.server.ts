import { arrayContains } from "drizzle-orm";
import { contentPages, contentRevisions } from "#db/schema/content";
import { renderPage } from "~/features/content/snippets/render-page.server";
import { isHolderOf } from "~/features/files/files.queries.server";
import type { Ctx } from "~/lib/ctx";
import { renderAgain } from "~/lib/render-again.server";

/** Texts of pages that an older renderer made. */
export async function renderPagesAgain(ctx: Ctx, how?: { waits: boolean }): Promise<number> {
  const render = (text: string, before: string) => renderPage(ctx, text, { before });
  return (await renderAgain(ctx, contentPages, render, how)) + (await renderAgain(ctx, contentRevisions, render, how));
}

/** What names a snippet that changed, came or went shows it as it is now. */
export async function noteChangedSnippet(ctx: Ctx, name: string): Promise<void> {
  await ctx.db
    .update(contentPages)
    .set({ rendererVersion: 0, updatedAt: ctx.now })
    .where(arrayContains(contentPages.snippets, [name]));
  await ctx.db
    .update(contentRevisions)
    .set({ rendererVersion: 0 })
    .where(arrayContains(contentRevisions.snippets, [name]));
  await renderPagesAgain(ctx, { waits: true });
}

/** What held a file that a scanner refused later says so in its place. */
export async function noteRefusedFileInPages(ctx: Ctx, fileId: string): Promise<void> {
  for (const table of [contentPages, contentRevisions])
    await ctx.db.update(table).set({ rendererVersion: 0 }).where(isHolderOf(table.id, fileId));
  await renderPagesAgain(ctx, { waits: true });
}
