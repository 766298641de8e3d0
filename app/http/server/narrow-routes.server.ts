import type { ServerBuild } from "@remix-run/node";

/**
 * Gives what answers an address: made of the routes whose words it has, with their layouts. The framework goes through all routes that it
 * was given, several times for each request, and prepares each anew: with fifty of them that is a third of a page's time, and it grows
 * with every route.
 * @param use makes it, once for each set of routes that are alike to an address: there are about as many as routes
 */
export function narrowRoutes<T>(build: ServerBuild, use: (share: ServerBuild) => T): (url: string) => T {
  const paths = Object.keys(build.routes).map((id) => ({ id, words: wordsOf(build, id) }));
  const made = new Map<string, T>();
  return (url) => {
    const asked = askedFor(url);
    const ids = paths.filter(({ words }) => canMatch(words, asked)).map(({ id }) => id);
    const key = ids.join();
    const before = made.get(key);
    if (before !== undefined) return before;
    const share = use(shareOf(build, ids));
    made.set(key, share);
    return share;
  };
}

function wordsOf({ routes }: ServerBuild, id: string): string[] {
  let path = "";
  for (let route = routes[id]; route; route = routes[route.parentId ?? ""]) path = `${route.path ?? ""}/${path}`;
  return path.toLowerCase().split("/").filter(Boolean);
}

/** Whether an address can be this route's, or one below it. A word that may be left out (`:at?`) could be anywhere. */
function canMatch(words: readonly string[], asked: readonly string[]): boolean {
  if (words.some((word) => word.endsWith("?"))) return true;
  if (words.at(-1) === "*") return canMatch(words.slice(0, -1), asked.slice(0, words.length - 1));
  return words.length === asked.length && words.every((word, at) => word.startsWith(":") || word === asked[at]);
}

function shareOf(build: ServerBuild, matching: readonly string[]): ServerBuild {
  const ids = new Set<string>();
  for (let id of matching) for (; id; id = build.routes[id]?.parentId ?? "") ids.add(id);
  const pick = <T>(routes: Record<string, T>): Record<string, T> =>
    Object.fromEntries(Object.entries(routes).filter(([id]) => ids.has(id) || build.routes[id]?.parentId === undefined));
  return { ...build, routes: pick(build.routes), assets: { ...build.assets, routes: pick(build.assets.routes) } };
}

/** As the framework reads it: decoded, in whatever case. */
function askedFor(url: string): string[] {
  const { pathname } = new URL(url);
  const words = pathname.toLowerCase().split("/").filter(Boolean);
  try {
    return words.map((word) => decodeURIComponent(word).toLowerCase());
  } catch {
    return words;
  }
}
