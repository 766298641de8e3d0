/** Longer ones hold no more meaning; the rest is left out, and said. */
export const QUERY_MAX = 200;

/** Shorter beginnings of words would match half of everything. */
const SHORTEST_BEGINNING = 3;

export type SearchQuery = {
  text: string;
  /** More was typed than is searched for. */
  isCut: boolean;
};

/** What is searched for: one line without control characters. Everything else may be typed. */
export function readQuery(typed: string | null): SearchQuery {
  const line = (typed ?? "")
    .replace(/[\p{Cc}\p{Cs}\p{Co}\p{Cn}]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  const letters = [...line];
  return { text: letters.slice(0, QUERY_MAX).join("").trim(), isCut: letters.length > QUERY_MAX };
}

/** The last word, which may be the beginning of one, and what stands before it; null where it has a meaning of its own: quoted, excluded, alone of an “or”. */
export function unfinishedWord(text: string): { before: string; word: string } | null {
  const [, before, word] = /^(|.*[\s,.;:!?()])([\p{L}\p{N}]+)$/su.exec(text) ?? [];
  if (before === undefined || word === undefined || [...word].length < SHORTEST_BEGINNING) return null;
  const isQuoted = (text.split('"').length - 1) % 2 === 1;
  const endsWithOr = /(^|\s)or\s*$/i.test(before) || /^or$/i.test(word);
  return isQuoted || endsWithOr ? null : { before, word };
}

/** Private-use characters around what matches; `Highlighted` makes marks of them. No query, and no text before it is marked, holds any. */
export const MARK_START = "\uE000";
export const MARK_END = "\uE001";

/** A piece of Markdown as a line of words: where links lead, and the lines of tables, are left out. What was cut off is shown by dots. */
export function asWords(markdown: string): string {
  const words = markdown
    .replace(/\]\([^\s)]*\)?/g, "]")
    .replace(/[[\]]/g, "")
    .split(/\s+/)
    .filter((word) => word && !/^:?-{2,}:?$/.test(word))
    .join(" ");
  if (!words) return "";
  const isBegun = /^\p{Ll}/u.test(words.replaceAll(MARK_START, ""));
  const isEnded = /[.!?…]$/.test(words.replaceAll(MARK_END, ""));
  return `${isBegun ? "… " : ""}${words}${isEnded ? "" : " …"}`;
}
