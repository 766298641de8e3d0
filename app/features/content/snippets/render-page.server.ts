import { inArray } from "drizzle-orm";
import { contentSnippets } from "#db/schema/content";
import { renderWithFiles } from "~/features/files/render-with-files.server";
import type { Ctx } from "~/lib/ctx";
import { snippetsIn } from "~/lib/markdown/directives";
import type { Rendered } from "~/lib/markdown.server";
import { shareByName } from "~/lib/transaction.server";

/** Shared by who stores a page with snippets. Pages are locked before it, never the other way round. */
export const SNIPPETS_LOCK = "content-snippets";

/** What is asked for a look alone has no anchors: the page around it may have the same. */
type Given = { before?: string; anchors?: boolean };

/** Renders the text of a page with its pictures, blocks and snippets. */
export async function renderPage(ctx: Ctx, text: string, { before, anchors = true }: Given = {}): Promise<Rendered> {
  const names = snippetsIn(text);
  const { name, bodyMarkdown } = contentSnippets;
  // one that is changed or made meanwhile is stored after this text, and finds it
  if (names.length > 0) await shareByName(ctx, SNIPPETS_LOCK);
  const found = names.length > 0 ? await ctx.db.select({ name, bodyMarkdown }).from(contentSnippets).where(inArray(name, names)) : [];
  const texts = new Map(found.map((snippet) => [snippet.name, snippet.bodyMarkdown]));
  return renderWithFiles(ctx, text, { before, anchors, forPage: true, blocks: "page", snippet: (one) => texts.get(one) ?? null });
}
