const PATH = /^[a-z0-9]+(-[a-z0-9]+)*(\/[a-z0-9]+(-[a-z0-9]+)*)*$/;

/** First words of addresses that lead elsewhere: a page there would never be found. A test holds them against the routes. */
export const RESERVED_WORDS: readonly string[] = [
  "accessibility",
  "account",
  "admin",
  "assets",
  "complaints",
  "contact",
  "cookies",
  "display",
  "events",
  "files",
  "forgot-password",
  "forum",
  "healthz",
  "invitations",
  "members",
  "news",
  "newsletters",
  "privacy",
  "readyz",
  "register",
  "reset-password",
  "search",
  "set-up",
  "sign-in",
  "sign-out",
  "terms",
];

/** Whether this can be the place of a page: lower-case words joined by single hyphens and slashes. The home page is ''. */
export const isPagePath = (path: string) => path === "" || PATH.test(path);

/** The pages above this one, highest first; the home page is above all and not among them. */
export function ancestorPaths(path: string): string[] {
  const words = path.split("/");
  return words.slice(1).map((_, index) => words.slice(0, index + 1).join("/"));
}

export const parentPath = (path: string) => ancestorPaths(path).at(-1) ?? "";

/** The address of a page on the site. */
export const pageAddress = (path: string) => `/${path}`;
