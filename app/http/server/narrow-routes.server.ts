import type { ServerBuild } from "@remix-run/node";

/**
 * Deals the routes out by the first word of their address, each share with the routes that can match whatever it is. The framework goes
 * through all routes that it has, several times for each request, and prepares each anew: with fifty of them that is a third of a page's
 * time, and it grows with every route. Gives the share that answers an address.
 */
export function narrowRoutes<T>(build: ServerBuild, use: (share: ServerBuild) => T): (url: string) => T {
  const words = new Set(Object.keys(build.routes).map((id) => firstWord(build, id)));
  const shares = new Map([...words].map((word) => [word, use(shareOf(build, word))]));
  const rest = use(shareOf(build, ANY));
  return (url) => shares.get(wordOf(url)) ?? rest;
}

/** The first word of routes that begin with a parameter, of the home page and of layouts. */
const ANY = "";

function firstWord({ routes }: ServerBuild, id: string): string {
  let path = "";
  for (let route = routes[id]; route; route = routes[route.parentId ?? ""]) path = `${route.path ?? ""}/${path}`;
  const word = path.split("/").find(Boolean) ?? ANY;
  return /[:*?]/.test(word) ? ANY : word.toLowerCase();
}

function shareOf(build: ServerBuild, word: string): ServerBuild {
  const pick = <T>(routes: Record<string, T>): Record<string, T> =>
    Object.fromEntries(Object.entries(routes).filter(([id]) => [ANY, word].includes(firstWord(build, id))));
  return { ...build, routes: pick(build.routes), assets: { ...build.assets, routes: pick(build.assets.routes) } };
}

/** As the framework reads it: decoded, in whatever case. */
function wordOf(url: string): string {
  const word = new URL(url).pathname.split("/").find(Boolean) ?? ANY;
  try {
    return decodeURIComponent(word).toLowerCase();
  } catch {
    return ANY;
  }
}
