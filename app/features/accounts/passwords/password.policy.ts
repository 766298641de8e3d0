import { PUBLISHED_PASSPHRASES } from "./published-passphrases";

export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 128;

export const PASSWORD_REFUSALS = {
  "too-short": `Your password must be at least ${PASSWORD_MIN} characters long`,
  "too-long": `Your password must be ${PASSWORD_MAX} characters or fewer`,
  "too-easy": "Choose a password that is harder to guess. Three random words work well",
} as const;

export type PasswordProblem = keyof typeof PASSWORD_REFUSALS;

/** What anybody would try first against a site of this kind. */
const OURS = [
  ...["practice", "management", "manager", "network", "surgery", "doctor", "doctors", "health", "nhs", "portal"],
  // the programs that stand open on every desk
  ...["emis", "systmone", "accurx", "docman", "nhsmail", "smartcard"],
  ...["spring", "summer", "autumn", "winter"],
  // columns of the keyboard, down and up
  ...["qaz", "wsx", "edc", "rfv", "tgb", "yhn", "ujm", "zaq", "xsw", "cde", "vfr", "bgt", "nhy", "mju"],
];

/**
 * A password with every word taken out that a guesser knows of its owner and of the site, every year, and every passphrase that was
 * published, plainly, with the usual stand-ins, or with something between the words: what is left must be a secret by itself. `known` holds
 * names and addresses; words of one or two letters count for nobody.
 */
export function withoutKnownWords(password: string, known: readonly string[]): string {
  const own = known.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter((word) => word.length >= 3);
  const words = [...OURS, ...own].sort((a, b) => b.length - a.length);
  const signs = [...password];
  let read = signs.map((sign) => plain(sign.toLowerCase())).join("");
  // its place is kept, so that no new word arises across the gap
  const gap = (found: string) => GAP.repeat([...found].length);
  for (const phrase of PASSPHRASES) read = read.replace(phrase, gap);
  read = read.replace(YEARS, gap);
  for (const word of words) read = read.replaceAll([...word].map(plain).join(""), gap);
  const places = [...read];
  return signs
    .map((sign, index) => (places[index] === GAP ? GAP : sign))
    .join("")
    .replace(GAPS, " ");
}

/** The longest first; between two words stand up to four signs, whichever. */
const PASSPHRASES = [...PUBLISHED_PASSPHRASES]
  .sort((a, b) => b.length - a.length)
  .map((phrase) => new RegExp(phrase.replaceAll(" ", ".{0,4}?"), "gsu"));

/** 1900 to 2099, as stand-ins read them. */
const YEARS = /(?:i9|2o)[oi2east689]{2}/g;

const GAP = "\u0000";
// biome-ignore lint/suspicious/noControlCharactersInRegex: it stands where a word was
const GAPS = /\u0000+/g;

/** The usual stand-ins read as what they stand for. */
const STAND_INS: Record<string, string> = { "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", $: "s", "!": "i" };
/** Of one place each, so that places stay counted where a small letter is two. */
const plain = (sign: string) => ([...sign].length === 1 ? (STAND_INS[sign] ?? sign) : "\uFFFD");
