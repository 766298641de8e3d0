import { forumPostRevisions, forumPosts, forumQuotes } from "#db/schema/forum/posts";
import { isHolderOf } from "~/features/files/files.queries.server";
import { renderWithFiles } from "~/features/files/render-with-files.server";
import type { Ctx } from "~/lib/ctx";
import { renderAgain } from "~/lib/render-again.server";

/** Texts of posts that an older renderer made. */
export async function renderPostsAgain(ctx: Ctx): Promise<number> {
  const render = (text: string, before: string) => renderWithFiles(ctx, text, { before });
  let count = 0;
  for (const table of [forumPosts, forumPostRevisions, forumQuotes]) count += await renderAgain(ctx, table, render);
  return count;
}

/** What held a file that a scanner refused later says so in its place; what is being edited now, within the hour. */
export async function noteRefusedFileInPosts(ctx: Ctx, fileId: string): Promise<void> {
  for (const table of [forumPosts, forumPostRevisions])
    await ctx.db.update(table).set({ rendererVersion: 0 }).where(isHolderOf(table.id, fileId));
  await renderPostsAgain(ctx);
}
