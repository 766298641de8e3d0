/** Words that name no thing: what a site's files are called. */
const OF_FILES = new Set(["index", "default", "home", "page", "pages"]);
const ENDING = /\.[a-z0-9]{1,5}$/i;
/** A word as people write it: what a program made, such as a key, has none beside its separators. */
const WORD = /^([A-Z]?[a-z]{1,24}|[A-Z]{2,12}|\d{1,4})$/;
const MOST = 8;

/**
 * What an address that leads nowhere seems to be about: the words of its last step that has any. A step with anything else in it is left
 * out whole, since it may be a secret, and what is searched for stands in an address again.
 */
export function wordsOfAddress(path: string): string {
  const steps = path.split("/").reverse();
  for (const step of steps) {
    const words = decoded(step)
      .replace(ENDING, "")
      .split(/[-_+. ]+/)
      .filter(Boolean);
    const isAbout = words.some((word) => /[a-z]{3}/i.test(word) && !OF_FILES.has(word.toLowerCase()));
    if (isAbout && words.every((word) => WORD.test(word))) return words.slice(0, MOST).join(" ").toLowerCase();
  }
  return "";
}

function decoded(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return "";
  }
}
