const HERE = "http://here.invalid";

/** Characters that browsers drop or turn before they read an address. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const UNSAFE = /[\u0000-\u0020\u007F\\]/;

/** Going on to these after signing in would lead in a circle, or out. */
const CIRCLE = /^\/(sign-in|sign-out)(\/|\?|$)/;

/** Characters. A header of an answer holds so much, also where it is encoded once more. */
const LONGEST = 4_000;

/** The path to go on to, as asked for: on this site, or the home page (`trust.md` B35). */
export function safePath(asked: string | null | undefined, otherwise = "/"): string {
  const path = pathHere(asked);
  return path === null || path.length > LONGEST || CIRCLE.test(path) ? otherwise : path;
}

/** What was asked for, where it is a path of this site. */
export function pathHere(asked: string | null | undefined): string | null {
  if (!asked?.startsWith("/") || asked.startsWith("//") || UNSAFE.test(asked)) return null;
  try {
    const url = new URL(asked, HERE);
    const path = url.pathname + url.search;
    return url.origin === HERE && !path.startsWith("//") ? path : null;
  } catch {
    return null;
  }
}

/** The `next` of an address. */
export const nextOf = (request: Request): string => safePath(new URL(request.url).searchParams.get("next"));
