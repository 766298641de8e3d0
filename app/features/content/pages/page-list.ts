import { PAGE_STATES, type PageState } from "./page.policy";

export type Section = "pages" | "news";

export const AUDIENCES = ["open", "members", "groups"] as const;
type Asked = (typeof AUDIENCES)[number];

export const SORTS = ["changed", "title", "review"] as const;
export type Sort = (typeof SORTS)[number];

export const SORT_WORDS: Record<Sort, string> = {
  changed: "Last saved first",
  title: "Title, A to Z",
  review: "Check due first",
};

/** Which pages editors list, and in what order. Owners by their references. */
export type ListChoice = {
  q: string;
  section: Section | null;
  state: PageState | null;
  audience: Asked | null;
  owner: string | null;
  sort: Sort;
};

const EVERYTHING: ListChoice = { q: "", section: null, state: null, audience: null, owner: null, sort: "changed" };

/** Characters of a search. */
const LONGEST = 100;

/** The choice that an address makes; null where it makes none, and the tree is shown. */
export function readListChoice(asked: URLSearchParams): ListChoice | null {
  const one = <T extends string>(name: string, of: readonly T[]) => of.find((each) => each === asked.get(name)) ?? null;
  const choice = {
    q: (asked.get("q") ?? "").trim().slice(0, LONGEST),
    section: one("section", ["pages", "news"]),
    state: one("state", PAGE_STATES),
    audience: one("audience", AUDIENCES),
    owner: asked.get("owner")?.slice(0, 20) || null,
    sort: one("sort", SORTS) ?? EVERYTHING.sort,
  };
  const isChosen = asked.has("view") || asked.has("sort") || Object.values({ ...choice, sort: null }).some(Boolean);
  return isChosen ? choice : null;
}

const HERE = "/admin/content";

/** Where a choice is listed; what it starts from is left out. */
export function listPath(choice: Partial<ListChoice>, after?: string): string {
  const asked = new URLSearchParams({ view: "list" });
  for (const [name, value] of Object.entries({ ...choice, after })) if (value && value !== "changed") asked.set(name, value);
  return `${HERE}?${asked}`;
}

/** Where the tree is shown, opened down to a page. */
export const treePath = (code?: string | null, after?: string): string => {
  const asked = new URLSearchParams({ ...(code ? { at: code } : {}), ...(after ? { after } : {}) }).toString();
  return asked ? `${HERE}?${asked}` : HERE;
};

/** Of more no more are counted. */
export const MOST_COUNTED = 1000;

export const countWords = (count: number, one = "page", many = "pages"): string =>
  count > MOST_COUNTED ? `More than 1,000 ${many}` : `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;
