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
