import type { WORD_OUTCOMES } from "#db/schema/forum/desk";

export type WordOutcome = (typeof WORD_OUTCOMES)[number];

/** What each does, to staff who choose. */
export const OUTCOME_CHOICES: Record<WordOutcome, { label: string; hint: string }> = {
  warn: { label: "Tell the writer", hint: "They are told once before it is posted, and may post it all the same." },
  hold: { label: "Hold it for a moderator", hint: "It waits, and nobody else sees it until a moderator lets it through." },
  refuse: { label: "Refuse it", hint: "It cannot be posted with these words." },
};

export type WatchedWords = { words: string; folded: string; outcome: WordOutcome };
export type FoundWords = WatchedWords & { start: number; end: number };

/** Nobody sees these between the letters of a word, nor the marks of emphasis and code. */
const UNSEEN = "[*~`\\u00ad\\u200b-\\u200f\\u2060-\\u2064\\ufeff]";
const WORD = new RegExp(`[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}]|${UNSEEN}+(?=[\\p{L}\\p{M}\\p{N}]))*`, "gu");
const NOT_HEARD = new RegExp(`\\p{M}|${UNSEEN}`, "gu");

/** A word whatever its case and accents. */
const fold = (word: string) => word.normalize("NFKD").replace(NOT_HEARD, "").toLowerCase();

/** Words as they are looked for, each with `*` behind it where any ending counts; null for what is none. */
export function foldWords(typed: string): string | null {
  const parts = typed.trim().split(/\s+/);
  const words = parts.flatMap((part) => {
    const isOpen = part.endsWith("*");
    const folded = [...part.replace(/\*+$/, "").matchAll(WORD)].map(([word]) => fold(word));
    return isOpen && folded.length > 0 ? [...folded.slice(0, -1), `${folded.at(-1)}*`] : folded;
  });
  const isMisplaced =
    parts.some((part) => /\*(?!$)/.test(part)) || words.some((word) => word.endsWith("*") && word.length < SHORTEST_STEM + 1);
  return words.length === 0 || isMisplaced ? null : words.join(" ");
}

/** A shorter one would be found everywhere. */
const SHORTEST_STEM = 3;

/** Where a text has words that are watched for: whole ones, with whatever stands between those of a phrase. */
export function findWatchedWords(text: string, watched: readonly WatchedWords[]): FoundWords[] {
  const words = [...text.matchAll(WORD)].map(({ 0: word, index }) => ({ word: fold(word), start: index, end: index + word.length }));
  return watched.flatMap((each) => {
    const sought = each.folded.split(" ");
    return words.flatMap(({ start }, at) =>
      sought.every((want, ahead) => isWord(want, words[at + ahead]?.word))
        ? [{ ...each, start, end: words[at + sought.length - 1]!.end }]
        : [],
    );
  });
}

const isWord = (want: string, word: string | undefined): boolean =>
  word !== undefined && (want.endsWith("*") ? word.startsWith(want.slice(0, -1)) : word === want);

export type WordsBlocker = "no-words" | "too-many";

export const WORDS_REFUSALS: Record<WordsBlocker, string> = {
  "no-words": `Enter a word or phrase, with * only at a word’s end and behind at least ${SHORTEST_STEM} letters`,
  "too-many": "There are 500 already. Remove some that are of no use any more",
};
