import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { contentPages } from "#db/schema/content";
import { createPage, type PageDraft } from "~/features/content/pages/create-page.server";
import { type NewPage, publishPage } from "~/features/content/publishing/publish-page.server";
import { systemCtxFor } from "./context";

const newPath = () => `guidance/page-${uuidv7().slice(-12)}`;

/** A published page, open unless told, at a place of its own; gives its path. */
export async function aPage(more: Partial<NewPage> = {}): Promise<string> {
  const path = more.path ?? newPath();
  await publishPage(systemCtxFor(), {
    title: "A page",
    summary: "What it is about.",
    bodyMarkdown: "The text of the page.",
    audience: "open",
    ...more,
    path,
  });
  return path;
}

/** A page that was saved once and never published. */
export async function aDraft(more: Partial<PageDraft> = {}): Promise<{ code: string; path: string }> {
  const path = more.path ?? newPath();
  const text = { title: "A draft", summary: "What it is about.", teaser: "", body: "The text of the draft." };
  const made = await createPage(systemCtxFor(), { ...text, audience: "open", ...more, path });
  if (!made.ok) throw new Error(made.reason);
  return { code: made.code, path };
}

/** What a page's row holds. */
export async function storedPage(path: string) {
  const [page] = await systemCtxFor().db.select().from(contentPages).where(eq(contentPages.path, path));
  if (!page) throw new Error(`no page at ${path}`);
  return page;
}
