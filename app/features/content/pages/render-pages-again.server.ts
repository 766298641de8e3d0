import { contentPages, contentRevisions } from "#db/schema/content";
import type { Ctx } from "~/lib/ctx";
import { renderMarkdown } from "~/lib/markdown.server";
import { renderAgain } from "~/lib/render-again.server";

/** Texts of pages that an older renderer made. */
export async function renderPagesAgain(ctx: Ctx): Promise<number> {
  const render = (text: string) => renderMarkdown(text, { anchors: true });
  return (await renderAgain(ctx, contentPages, render)) + (await renderAgain(ctx, contentRevisions, render));
}
