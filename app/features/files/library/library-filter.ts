/** What is looked for in the library; each choice is an address. */
export const FILE_SHOWS = { pictures: "Pictures", documents: "Documents" } as const;
export const FILE_STATES = {
  unused: "In no text",
  undescribed: "Pictures without a description",
  waiting: "Being checked for viruses",
  refused: "Removed by the virus scanner",
} as const;
export const FILE_ORDERS = { newest: "Newest first", largest: "Largest first" } as const;

export type LibraryFilter = {
  words: string;
  show: keyof typeof FILE_SHOWS | null;
  state: keyof typeof FILE_STATES | null;
  order: keyof typeof FILE_ORDERS;
};

const LONGEST = 100;
const oneOf = <K extends string>(choices: Record<K, string>, asked: string | null): K | null =>
  asked !== null && Object.hasOwn(choices, asked) ? (asked as K) : null;

export const readLibraryFilter = (asked: URLSearchParams): LibraryFilter => ({
  words: (asked.get("q") ?? "").trim().slice(0, LONGEST),
  show: oneOf(FILE_SHOWS, asked.get("show")),
  state: oneOf(FILE_STATES, asked.get("state")),
  order: oneOf(FILE_ORDERS, asked.get("order")) ?? "newest",
});

/** The address of the library, as it is filtered. */
export function libraryListPath({ words, show, state, order }: LibraryFilter, after?: string): string {
  const given = { q: words, show, state, order: order === "newest" ? null : order, after };
  const asked = new URLSearchParams(Object.entries(given).flatMap(([name, value]) => (value ? [[name, value]] : [])));
  return asked.size > 0 ? `/admin/files?${asked}` : "/admin/files";
}

/** The address of one file for its editors, or of an act upon it. */
export const libraryPath = (code: string, act?: string) => `/admin/files/${code}${act ? `/${act}` : ""}`;
