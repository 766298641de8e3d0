const WORD = "[a-z0-9]+(-[a-z0-9]+)*";
const PATH = new RegExp(`^${WORD}(/${WORD})*$`);

/** Articles stand directly below this word. */
const NEWS = "news";

/** First words of addresses that lead elsewhere: a page there would never be found. A test holds them against the routes. */
export const RESERVED_WORDS: readonly string[] = [
  "accessibility",
  "account",
  "admin",
  "assets",
  "colours",
  "changed",
  "comments",
  "complaints",
  "contact",
  "cookies",
  "display",
  "drafts",
  "events",
  "files",
  "forgot-password",
  "forum",
  "healthz",
  "invitations",
  "mail-samples",
  "members",
  "news",
  "newsletters",
  "previews",
  "privacy",
  "readyz",
  "register",
  "reset-password",
  "search",
  "set-up",
  "sign-in",
  "sign-out",
  "terms",
  "useful",
];

/** Letters of the longest address that a page may have. */
const LONGEST = 200;

/** Whether this can be the place of a page: lower-case words joined by single hyphens and slashes. The home page is ''. */
export const isPagePath = (path: string) => path === "" || (path.length <= LONGEST && PATH.test(path));

/**
 * Where a link leads that was copied with its sentence's bracket or full stop, or typed in capitals. Null
 * where nothing of it can be a page's place.
 */
export function meantPath(path: string): string | null {
  if (path.length > 2 * LONGEST) return null;
  const meant = path.toLowerCase().replace(/[^a-z0-9]+$/, "");
  return isPagePath(meant) ? meant : null;
}

/** News articles are the pages below `news/`. */
export const isArticlePath = (path: string) => path.startsWith(`${NEWS}/`);

/** Guidance is what is below `guidance/`. */
export const isGuidancePath = (path: string) => path.startsWith("guidance/");

export const articlePath = (slug: string) => `${NEWS}/${slug}`;

export type PlaceBlocker = "not-a-path" | "reserved" | "article-below";

/** Why no page can stand there, whatever is there now. */
export function placeBlocker(path: string): PlaceBlocker | null {
  if (!isPagePath(path)) return "not-a-path";
  if (isArticlePath(path)) return path.split("/").length > 2 ? "article-below" : null;
  return RESERVED_WORDS.includes(path.split("/")[0]!) ? "reserved" : null;
}

/** The pages above this one, highest first; the home page is above all and not among them. */
export function ancestorPaths(path: string): string[] {
  const words = path.split("/");
  return words.slice(1).map((_, index) => words.slice(0, index + 1).join("/"));
}

export const parentPath = (path: string) => ancestorPaths(path).at(-1) ?? "";

/** The address of a page on the site. */
export const pageAddress = (path: string) => `/${path}`;

/** Where a reader says whether a page was useful. */
export const usefulPath = (path: string) => `/useful/${path}`;
