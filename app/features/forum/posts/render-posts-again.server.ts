import { forumPostRevisions, forumPosts, forumQuotes } from "#db/schema/forum/posts";
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
