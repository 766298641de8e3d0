import { uuidv7 } from "uuidv7";
import { type NewPage, publishPage } from "~/features/content/publish-page.server";
import { systemCtxFor } from "./context";

/** A published page, open unless told, at a place of its own; gives its path. */
export async function aPage(more: Partial<NewPage> = {}): Promise<string> {
  const path = more.path ?? `guidance/page-${uuidv7().slice(-12)}`;
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
