import { SEARCH_KINDS, type SearchAsk, type SearchKind } from "~/features/people/search-row";
import { DAY, later } from "~/lib/dates";

export const KIND_WORDS: Record<SearchKind, string> = {
  guidance: "Guidance",
  news: "News",
  page: "Other pages",
  topic: "Forum topics",
  comment: "Comments",
};

const WHEN = { week: 7, month: 31, year: 366 } as const;
const WHEN_WORDS = { week: "Past week", month: "Past month", year: "Past year", older: "More than a year ago" } as const;
export const ORDER_WORDS = { best: "Best match first", newest: "Newest first" } as const;

export const WHEN_CHOICES = choicesOf("At any time", WHEN_WORDS);
export const KIND_CHOICES = choicesOf("Everything", KIND_WORDS);
export const ORDER_CHOICES = Object.entries(ORDER_WORDS).map(([value, label]) => ({ value, label }));

/** How what is found is narrowed and ordered, as its address says it; what is left out is empty. */
export type SearchFilter = { kind: string; in: string; by: string; when: string; order: string };

const LONGEST_NAME = 100;

export function readFilter(query: URLSearchParams): SearchFilter {
  const typed = (name: string) =>
    (query.get(name) ?? "")
      .replace(/\p{Cc}+/gu, " ")
      .trim()
      .slice(0, LONGEST_NAME);
  const oneOf = (name: string, words: object) => (Object.hasOwn(words, typed(name)) ? typed(name) : "");
  const place = typed("in");
  return {
    kind: oneOf("kind", KIND_WORDS),
    in: /^(forum|guidance)\/[a-z0-9-]+$/.test(place) ? place : "",
    by: typed("by"),
    when: oneOf("when", WHEN_WORDS),
    order: typed("order") === "newest" ? "newest" : "",
  };
}

export const isNarrowed = ({ order: _, ...narrowing }: SearchFilter): boolean => Object.values(narrowing).some((value) => value !== "");

/** The address of a search; what is empty is left out. */
export const searchPath = (q: string, filter: Partial<SearchFilter>, more: Record<string, string> = {}): string =>
  `/search?${new URLSearchParams(Object.entries({ q, ...filter, ...more }).filter(([, value]) => value))}`;

/** With the ids of those whom `by` names; null where it names nobody. */
export type SearchAmong = SearchFilter & Pick<SearchAsk, "authors">;

/** What the rooms are asked for. */
export function narrowingOf(filter: SearchAmong, now: Date): Omit<SearchAsk, "query" | "any" | "isCommon"> {
  const days = filter.when === "older" ? null : (WHEN[filter.when as keyof typeof WHEN] ?? null);
  const category = /^forum\/(.+)$/.exec(filter.in)?.[1] ?? null;
  return {
    kind: SEARCH_KINDS.find((kind) => kind === filter.kind) ?? null,
    authors: filter.authors,
    category,
    page: filter.in && !category ? filter.in : null,
    from: days ? later(now, -days * DAY) : null,
    until: filter.when === "older" ? later(now, -WHEN.year * DAY) : null,
  };
}

function choicesOf(none: string, words: Record<string, string>) {
  return [{ value: "", label: none }, ...Object.entries(words).map(([value, label]) => ({ value, label }))];
}
