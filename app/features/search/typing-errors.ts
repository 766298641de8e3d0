const LETTERS = [..."abcdefghijklmnopqrstuvwxyz"];
const VOWELS = [..."aeiou"];

/** In shorter words one letter makes another word. */
const SHORTEST = 4;
/** From here on two slips leave enough of a word. */
const SHORTEST_FOR_TWO = 7;
/** In longer ones two slips make tens of thousands of spellings. */
const LONGEST_FOR_TWO = 14;
/** What cannot be a word is not looked at. */
const LONGEST = 24;

/** A word that can be looked at for a typing error, without accents; null for numbers, codes and short words. */
export function plainWord(text: string): string | null {
  const plain = text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();
  return /^[a-z]+$/.test(plain) && plain.length >= SHORTEST && plain.length <= LONGEST ? plain : null;
}

/** Every word that is one slip away: a letter left out, typed too much, typed for another, or two that changed places. */
export const oneSlip = (word: string): string[] =>
  others(word, (left, right) => [
    ...near(left, right),
    ...LETTERS.flatMap((letter) => [left + letter + right.slice(1), left + letter + right]),
  ]);

/**
 * The same with longer words that are two of the commonest slips away, behind the first letter: letters that changed
 * places, doubled or left out, one vowel for another.
 */
export const someSlips = (word: string): string[] => [...new Set([...oneSlip(word), ...twoSlips(word)])];

function twoSlips(word: string): string[] {
  if (word.length < SHORTEST_FOR_TWO || word.length > LONGEST_FOR_TWO) return [];
  const first = commonSlips(word).filter((other) => other[0] === word[0]);
  return [...new Set(first.flatMap(commonSlips))].filter((other) => other !== word && other[0] === word[0]);
}

const commonSlips = (word: string): string[] =>
  others(word, (left, right) => [
    ...near(left, right),
    ...(right ? [left + right[0] + right] : []),
    ...VOWELS.flatMap((vowel) => [left + vowel + right, ...(VOWELS.includes(right[0] ?? "") ? [left + vowel + right.slice(1)] : [])]),
  ]);

/** Without the next letter, and with the next two the other way round. */
const near = (left: string, right: string): string[] => [
  ...(right ? [left + right.slice(1)] : []),
  ...(right.length > 1 ? [left + right[1] + right[0] + right.slice(2)] : []),
];

function others(word: string, at: (left: string, right: string) => string[]): string[] {
  const all = Array.from({ length: word.length + 1 }, (_, place) => at(word.slice(0, place), word.slice(place))).flat();
  return [...new Set(all)].filter((other) => other !== word && other.length >= SHORTEST - 1);
}
