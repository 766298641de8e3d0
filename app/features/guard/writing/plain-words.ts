export type Avoided = { words: string; instead: string };

/** Words that the site avoids, as the settings hold them: “utilise = use, going forward”. In lower case. */
export const readAvoided = (typed: string): Avoided[] =>
  typed.split(",").flatMap((part) => {
    const [words = "", instead = ""] = part.split("=").map((each) => each.trim());
    return words === "" ? [] : [{ words: words.toLowerCase(), instead }];
  });

/** Fewer words say nothing about a text. */
const FEWEST_WORDS = 100;
/** What people of this age read with ease; the NHS writes for an age of 9 to 11, and adults at work manage somewhat more. */
const OLDEST = 14;

/**
 * What is said of a text that is hard to read, by its reading age: the grade of Flesch and Kincaid (0.39 words a sentence + 11.8 syllables
 * a word − 15.59) and five years. Null where it is easy enough, or too short to tell.
 */
export function readability(text: string): string | null {
  const words = text.replace(/\]\([^)\s]{0,500}\)|https?:\S+/g, " ").match(/\p{L}[\p{L}’']*/gu) ?? [];
  if (words.length < FEWEST_WORDS) return null;
  // a line ends a sentence: points of a list have no full stop
  const sentences = text.split(/[.!?:]+\s|\n/).filter((part) => /\p{L}/u.test(part)).length;
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0);
  const age = Math.round(0.39 * (words.length / sentences) + 11.8 * (syllables / words.length) - 15.59) + 5;
  return age > OLDEST
    ? `The reading age of the whole text is about ${age}: shorter words and sentences bring it down. The NHS writes for 9 to 11`
    : null;
}

/** Groups of vowels, without a silent e at the end. */
const syllablesOf = (word: string): number =>
  Math.max(
    1,
    (
      word
        .toLowerCase()
        .replace(/(?<=[^aeiouyl])(?:e|es|ed)$/, "")
        .match(/[aeiouy]+/g) ?? []
    ).length,
  );
