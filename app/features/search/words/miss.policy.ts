import { findNames } from "~/features/guard/names";
import { findPatientDetails } from "~/features/guard/patient-details.policy";
import { keyOf } from "./synonyms";

/** So many have to have searched for the same before the words are stored, and shown. */
export const LEAST_TIMES = 5;

const LONGEST = 40;
const MOST_WORDS = 4;
const MOST_DIGITS = 3;
const POSTCODE = /\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b/i;

/**
 * What a search that found nothing may be remembered by: few plain words, without case and signs. Null for whatever may be about somebody:
 * a name as it is written, an address of whatever kind, a postcode, a number of more than three digits.
 */
export function keptWords(text: string, year: number): string | null {
  if (text.length > LONGEST || /[@/\\]|\.\w/.test(text) || text.replace(/\D/g, "").length > MOST_DIGITS) return null;
  if (POSTCODE.test(text) || findNames(text).length > 0 || findPatientDetails(text, year).length > 0) return null;
  const words = keyOf(text).split("-").filter(Boolean);
  return words.length > 0 && words.length <= MOST_WORDS ? words.join(" ") : null;
}
