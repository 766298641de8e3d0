import { listGuides } from "~/features/content/pages/pages.queries.server";
import { listReadableCategories } from "~/features/forum/categories/categories.queries.server";
import { listTags } from "~/features/forum/tags/tags.queries.server";
import { askTogether, foundBy } from "~/lib/ask-together.server";
import type { Ctx } from "~/lib/ctx";
import { slugOf } from "~/lib/slug";

/** A first choice of so many parts of the guidance. */
const MOST_GUIDES = 50;

type SearchPlaces = { places: { value: string; label: string }[]; tags: { slug: string; name: string }[] };

/** Where this reader may look, guidance and categories, each by what `SearchFilter.in` says; and the tags of the forum. */
export async function listSearchPlaces(ctx: Ctx): Promise<SearchPlaces> {
  const { guides, categories, tags } = await askTogether(ctx.db, {
    tags: foundBy(listTags(ctx)),
    guides: foundBy(listGuides(ctx, MOST_GUIDES)),
    categories: foundBy(listReadableCategories(ctx)),
  });
  const places = [
    ...guides.map(({ path, title }) => ({ value: path, label: `Guidance: ${title}` })),
    ...categories.map(({ slug, name }) => ({ value: `forum/${slug}`, label: `Forum: ${name}` })),
  ];
  return { places, tags };
}

/** Those of the tags in whose names each of the words begins one. */
export function tagsCalled<T extends { name: string }>(tags: readonly T[], text: string): T[] {
  const words = slugOf(text).split("-").filter(Boolean);
  const has = (name: string) =>
    words.every((word) =>
      slugOf(name)
        .split("-")
        .some((each) => each.startsWith(word)),
    );
  return words.length > 0 ? tags.filter(({ name }) => has(name)) : [];
}
