/** Where a text is written: in a topic, by its code, or in place of a post of it; as the first of a category, or of a page's comments. */
export type PreviewPlace = { topic: string; number?: number | null } | { category: string } | { page: string };

/** The place in the address of what helps to write there. */
export function placeQuery(place: PreviewPlace): string {
  if ("category" in place) return `category=${encodeURIComponent(place.category)}`;
  if ("page" in place) return `page=${encodeURIComponent(place.page)}`;
  return `topic=${place.topic}${place.number ? `&post=${place.number}` : ""}`;
}

/** The same read back; a number that is none is left out. */
export function readPlace(asked: URLSearchParams): PreviewPlace {
  const [category, page, number] = [asked.get("category"), asked.get("page"), Number(asked.get("post"))];
  if (category) return { category };
  if (page) return { page };
  return { topic: asked.get("topic") ?? "", number: Number.isInteger(number) && number > 0 ? number : null };
}
