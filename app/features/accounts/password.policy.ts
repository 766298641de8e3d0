export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 128;

/** Longer than the minimum and known to every attacker all the same. */
const COMMON = [
  "password",
  "passwort",
  "letmein",
  "welcome",
  "qwerty",
  "qwertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "iloveyou",
  "football",
  "changeme",
  "sunshine",
  "princess",
  "administrator",
  "monkey",
  "dragon",
  "trustno1",
  "liverpool",
  "arsenal",
  "chelsea",
  "secret",
];

/** What anybody would try first against this site. */
const OURS = ["practice", "management", "manager", "network", "surgery", "doctor", "doctors", "health", "nhs", "portal"];

/**
 * Why a password cannot be chosen, or null. Length counts, composition does not; what is left after taking out guessable words must still be
 * long enough to be a secret. `context` holds the person's own words: address, name, organisation.
 */
export function passwordProblem(password: string, context: readonly string[] = []): null | "too-short" | "too-long" | "too-easy" {
  const length = [...password].length;
  if (length < PASSWORD_MIN) return "too-short";
  if (password.length > PASSWORD_MAX) return "too-long";
  return isEasy(password, context) ? "too-easy" : null;
}

export const PASSWORD_PROBLEMS = {
  "too-short": `Your password must be at least ${PASSWORD_MIN} characters long`,
  "too-long": `Your password must be ${PASSWORD_MAX} characters or fewer`,
  "too-easy": "Choose a password that is harder to guess. Three random words work well",
} as const;

/** Characters that remain unguessed. */
const ENOUGH = 6;

function isEasy(password: string, context: readonly string[]): boolean {
  const own = context.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter((word) => word.length >= 3);
  const words = [...COMMON, ...OURS, ...own].sort((a, b) => b.length - a.length);
  const characters = [...password.toLowerCase()];
  let read = characters.map(plain).join("");
  // of a word that is found, nothing counts; its place is kept, so that no new word arises across the gap
  for (const word of words) read = read.replaceAll([...word].map(plain).join(""), (found) => GAP.repeat([...found].length));
  const left = [...read].flatMap((sign, index) => (sign !== GAP && /[\p{L}\p{N}]/u.test(characters[index]!) ? [characters[index]!] : []));
  return new Set(left).size < 4 || unguessed(left) < ENOUGH;
}

const GAP = "\u0000";

/** The usual stand-ins read as what they stand for. */
const STAND_INS: Record<string, string> = { "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", $: "s", "!": "i" };
const plain = (sign: string) => STAND_INS[sign] ?? sign;

/** Runs such as 123456, abcdef and aaaa count once. */
function unguessed(text: readonly string[]): number {
  const codes = text.map((character) => character.codePointAt(0)!);
  return codes.filter((code, index) => index === 0 || Math.abs(code - codes[index - 1]!) > 1).length;
}
