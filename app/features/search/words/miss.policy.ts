import { findNames, isForename } from "~/features/guard/names";
import { findPatientDetails } from "~/features/guard/patient-details.policy";
import { keyOf } from "./synonyms";

/** So often the same has to have been searched for before the words are stored, and shown. */
export const LEAST_TIMES = 5;

const LONGEST = 40;
const MOST_WORDS = 4;
const MOST_DIGITS = 3;
const POSTCODE = /\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b/i;
/** People search in small letters, where neither names nor streets show. */
const TITLE = /\b(?:dr|doctor|prof|professor) \p{L}/iu;
const HOUSE =
  /\b\d+[a-z]? .*\b(?:street|st|road|rd|lane|avenue|ave|close|drive|crescent|gardens?|way|court|place|terrace|grove|row|square|mews|walk|house)\b/i;

/**
 * What a search that found nothing may be remembered by: few plain words, without case and signs. Null for whatever may be about somebody:
 * a name as it is written or with a common forename, an address of whatever kind, a postcode, a number of more than three digits. A rare
 * name in small letters looks like any word: editors take it off the list.
 */
export function keptWords(text: string, year: number): string | null {
  if (text.length > LONGEST || /[@/\\]|\.\w/.test(text) || text.replace(/\D/g, "").length > MOST_DIGITS) return null;
  if (POSTCODE.test(text) || findNames(text).length > 0 || findPatientDetails(text, year).length > 0) return null;
  if (TITLE.test(text) || HOUSE.test(text) || text.split(/[^\p{L}]+/u).some(isForename)) return null;
  const words = keyOf(text).split("-").filter(Boolean);
  return words.length > 0 && words.length <= MOST_WORDS ? words.join(" ") : null;
}
