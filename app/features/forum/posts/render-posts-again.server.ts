import { forumPostRevisions, forumPosts } from "#db/schema/forum/posts";
import type { Ctx } from "~/lib/ctx";
import { renderMarkdown } from "~/lib/markdown.server";
import { renderAgain } from "~/lib/render-again.server";

/** Texts of posts that an older renderer made. */
export async function renderPostsAgain(ctx: Ctx): Promise<number> {
  return (await renderAgain(ctx, forumPosts, renderMarkdown)) + (await renderAgain(ctx, forumPostRevisions, renderMarkdown));
}
