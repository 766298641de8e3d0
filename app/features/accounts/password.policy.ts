export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 128;

export const PASSWORD_PROBLEMS = {
  "too-short": `Your password must be at least ${PASSWORD_MIN} characters long`,
  "too-long": `Your password must be ${PASSWORD_MAX} characters or fewer`,
  "too-easy": "Choose a password that is harder to guess. Three random words work well",
} as const;

export type PasswordProblem = keyof typeof PASSWORD_PROBLEMS;

/** What anybody would try first against a site of this kind. */
const OURS = ["practice", "management", "manager", "network", "surgery", "doctor", "doctors", "health", "nhs", "portal"];

/**
 * A password with every word taken out that a guesser knows of its owner and of the site, written plainly or with the usual stand-ins: what is left
 * must be a secret by itself. `known` holds names and addresses; words of one or two letters count for nobody.
 */
export function withoutKnownWords(password: string, known: readonly string[]): string {
  const own = known.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter((word) => word.length >= 3);
  const words = [...OURS, ...own].sort((a, b) => b.length - a.length);
  const signs = [...password];
  let read = signs.map((sign) => plain(sign.toLowerCase())).join("");
  // its place is kept, so that no new word arises across the gap
  for (const word of words) read = read.replaceAll([...word].map(plain).join(""), (found) => GAP.repeat([...found].length));
  const places = [...read];
  return signs
    .map((sign, index) => (places[index] === GAP ? GAP : sign))
    .join("")
    .replace(GAPS, " ");
}

const GAP = "\u0000";
// biome-ignore lint/suspicious/noControlCharactersInRegex: it stands where a word was
const GAPS = /\u0000+/g;

/** The usual stand-ins read as what they stand for. */
const STAND_INS: Record<string, string> = { "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", $: "s", "!": "i" };
/** Of one place each, so that places stay counted where a small letter is two. */
const plain = (sign: string) => ([...sign].length === 1 ? (STAND_INS[sign] ?? sign) : "\uFFFD");
