import { listGuides } from "~/features/content/pages/pages.queries.server";
import { listReadableCategories } from "~/features/forum/categories/categories.queries.server";
import { askTogether, foundBy } from "~/lib/ask-together.server";
import type { Ctx } from "~/lib/ctx";

/** A first choice of so many parts of the guidance. */
const MOST_GUIDES = 50;

/** Where this reader may look: the parts of the guidance and the categories of the forum, each by what `SearchFilter.in` says. */
export async function listSearchPlaces(ctx: Ctx): Promise<{ value: string; label: string }[]> {
  const { guides, categories } = await askTogether(ctx.db, {
    guides: foundBy(listGuides(ctx, MOST_GUIDES)),
    categories: foundBy(listReadableCategories(ctx)),
  });
  return [
    ...guides.map(({ path, title }) => ({ value: path, label: `Guidance: ${title}` })),
    ...categories.map(({ slug, name }) => ({ value: `forum/${slug}`, label: `Forum: ${name}` })),
  ];
}
