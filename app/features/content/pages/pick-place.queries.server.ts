import type { Ctx } from "~/lib/ctx";
import { listPagesToEdit } from "./list-pages.queries.server";
import { readListChoice } from "./page-list";
import { browseTree } from "./page-tree.queries.server";
import { readPicker } from "./place-picker";

/** What a page can be put below: a step of the tree, or what a search found. Nothing goes below an article. */
export async function pickPlace(ctx: Ctx, asked: URLSearchParams) {
  const { at, after, q } = readPicker(asked);
  if (q) {
    const choice = readListChoice(new URLSearchParams({ q, section: "pages", sort: "title" }))!;
    const { pages } = await listPagesToEdit(ctx, choice, null);
    return { q, way: [], pages: pages.map((page) => ({ ...placeOf(page), below: 0 })), next: null };
  }
  const { way, pages, next } = await browseTree(ctx, at, after);
  return {
    q,
    way: way.map(({ code, title }) => ({ code, title })),
    pages: pages.filter(({ path }) => !path.startsWith("news/")).map((page) => ({ ...placeOf(page), below: page.below })),
    next,
  };
}

const placeOf = ({ code, title, path }: { code: string; title: string; path: string }) => ({ code, title, path });
