import { findReadablePage } from "~/features/content/pages/readable-pages.queries.server";
import type { Ctx } from "~/lib/ctx";
import { getSearchWords } from "./search-words.queries.server";
import { keyOf } from "./synonyms";

/** The page that editors suggest for just these words, where whoever asks may read it. */
export async function findSuggestion(ctx: Ctx, text: string) {
  const { pins } = await getSearchWords(ctx);
  const pageId = pins.get(keyOf(text));
  return pageId ? findReadablePage(ctx, { id: pageId }) : null;
}
