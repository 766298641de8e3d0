import type { LeaverName } from "./leaver-text";

/**
 * Where each of a leaver's names is taken for theirs: people are called May, Will and Rose, and may have themselves shown as any word that
 * nobody poses with. What is rewritten is other people's, and cannot be brought back.
 */
export async function weighNames(names: readonly string[]): Promise<LeaverName[]> {
  const { dictionary } = await import("@zxcvbn-ts/language-en");
  const [words, forenames] = [new Set<string>(dictionary["commonWords-en"]), new Set<string>(dictionary["firstnames-en"])];
  return names.map((name) => {
    const [first = "", ...others] = name.toLowerCase().split(/\s+/);
    const isLikeNoWord = [first, ...others].some((word) => [...word].length > 2 && !words.has(word) && !forenames.has(word));
    if (isLikeNoWord) return { name, counts: "anywhere" };
    return { name, counts: others.length > 0 && forenames.has(first) ? "capitalised" : "addressed" };
  });
}
