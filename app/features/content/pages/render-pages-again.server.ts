import { contentPages, contentRevisions } from "#db/schema/content";
import { renderWithFiles } from "~/features/files/render-with-files.server";
import type { Ctx } from "~/lib/ctx";
import { renderAgain } from "~/lib/render-again.server";

/** Texts of pages that an older renderer made. */
export async function renderPagesAgain(ctx: Ctx): Promise<number> {
  const render = (text: string, before: string) => renderWithFiles(ctx, text, { before, anchors: true });
  return (await renderAgain(ctx, contentPages, render)) + (await renderAgain(ctx, contentRevisions, render));
}
