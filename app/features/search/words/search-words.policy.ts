import { hasWord } from "../places";
import { keyOf, LONGEST_PHRASE } from "./synonyms";

/** All of them stand in one list, and are held against each search. */
export const MOST_SYNONYMS = 200;
export const MOST_PINS = 200;
const MOST_OF_GROUP = 8;
export const WORDS_MAX = 60;

export type SynonymBlocker = "one-word" | "too-many-words" | "too-long" | "no-word" | "taken" | "too-many";
export type PinBlocker = "no-word" | "taken" | "no-page" | "too-many";

export const SYNONYM_REFUSALS: Record<SynonymBlocker, string> = {
  "one-word": "Enter two words or phrases at least, with = between them.",
  "too-many-words": `Enter ${MOST_OF_GROUP} words or phrases at most.`,
  "too-long": `Each must be ${WORDS_MAX} characters and ${LONGEST_PHRASE} words or less.`,
  "no-word": "Each must have a letter from A to Z or a number in it.",
  taken: "These words are in the list already.",
  "too-many": `There are ${MOST_SYNONYMS} groups of words: remove one first.`,
};

export const PIN_REFUSALS: Record<PinBlocker, string> = {
  "no-word": "Enter words with a letter from A to Z or a number in them.",
  taken: "A page is suggested for these words already: remove that first.",
  "no-page": "Enter the address of a page that readers have, like /guidance/leases.",
  "too-many": `There are ${MOST_PINS} suggested pages: remove one first.`,
};

/** “GP = general practitioner”: its words and phrases, each once. */
export function readGroup(typed: string): { words: string[] } | { reason: SynonymBlocker } {
  const words = typed
    .split("=")
    .map((each) => each.replace(/["“”]/g, "").replace(/\s+/g, " ").trim())
    .filter((each) => each !== "");
  const isLong = (each: string) => each.length > WORDS_MAX || keyOf(each).split("-").length > LONGEST_PHRASE;
  if (words.some(isLong)) return { reason: "too-long" };
  if (words.some((each) => !hasWord(each) || keyOf(each) === "")) return { reason: "no-word" };
  const once = words.filter((each, at) => words.findIndex((other) => keyOf(other) === keyOf(each)) === at);
  if (once.length < 2) return { reason: "one-word" };
  return once.length > MOST_OF_GROUP ? { reason: "too-many-words" } : { words: once };
}
