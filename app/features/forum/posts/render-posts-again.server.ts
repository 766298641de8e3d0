import { forumPostRevisions, forumPosts } from "#db/schema/forum/posts";
import { renderWithFiles } from "~/features/files/render-with-files.server";
import type { Ctx } from "~/lib/ctx";
import { renderAgain } from "~/lib/render-again.server";

/** Texts of posts that an older renderer made. */
export async function renderPostsAgain(ctx: Ctx): Promise<number> {
  const render = (text: string, before: string) => renderWithFiles(ctx, text, { before });
  return (await renderAgain(ctx, forumPosts, render)) + (await renderAgain(ctx, forumPostRevisions, render));
}
