import { forumPostRevisions, forumPosts, forumQuotes } from "#db/schema/forum/posts";
import type { Ctx } from "~/lib/ctx";
import { renderMarkdown } from "~/lib/markdown.server";
import { renderAgain } from "~/lib/render-again.server";

/** Texts of posts that an older renderer made. */
export async function renderPostsAgain(ctx: Ctx): Promise<number> {
  let count = 0;
  for (const table of [forumPosts, forumPostRevisions, forumQuotes]) count += await renderAgain(ctx, table, renderMarkdown);
  return count;
}
