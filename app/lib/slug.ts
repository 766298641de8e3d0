/** Letters that no accent explains; what remains of another script is left out. */
const LETTERS: Record<string, string> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ħ: "h",
  ŧ: "t",
  ı: "i",
  ĸ: "k",
  ŋ: "ng",
};

/**
 * Text as part of an address: lower case, no accents, words joined by “-”. Empty where nothing of it
 * can be written so; `longest` in letters.
 */
export function slugOf(text: string, longest = 80): string {
  const words = text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f'’]/g, "")
    .replace(/[ßæœøłđðþħŧıĸŋ]/g, (letter) => LETTERS[letter]!)
    .match(/[a-z0-9]+/g);
  return (words ?? []).join("-").slice(0, longest).replace(/-$/, "");
}

/** The same as a word of its own: one that is `taken` gets a number, and a text without any is called `otherwise`. At most 60 letters. */
export function freeSlug(text: string, otherwise: string, taken: readonly string[]): string {
  const base = slugOf(text, 55) || otherwise;
  for (let number = 1; ; number++) {
    const slug = number === 1 ? base : `${base}-${number}`;
    if (!taken.includes(slug)) return slug;
  }
}
