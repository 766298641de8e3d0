const HERE = "http://here.invalid";

/** Characters that browsers drop or turn before they read an address. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const UNSAFE = /[\u0000-\u0020\u007F\\]/;

/** The path to go on to, as asked for: on this site, or the home page (`trust.md` B35). */
export function safePath(asked: string | null | undefined, otherwise = "/"): string {
  if (!asked?.startsWith("/") || asked.startsWith("//") || UNSAFE.test(asked)) return otherwise;
  try {
    const url = new URL(asked, HERE);
    const path = url.pathname + url.search;
    // going back to these would lead in a circle, or out
    const isCircle = /^\/(sign-in|sign-out)(\/|$)/.test(url.pathname);
    return url.origin === HERE && !path.startsWith("//") && !isCircle ? path : otherwise;
  } catch {
    return otherwise;
  }
}

/** The `next` of an address. */
export const nextOf = (request: Request): string => safePath(new URL(request.url).searchParams.get("next"));
