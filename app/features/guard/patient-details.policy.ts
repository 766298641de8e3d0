import { findNames, type Name } from "./names";
import { findNhsNumbers } from "./nhs-number";

/** In this order they are told. */
export const FOUND_KINDS = ["nhs-number", "birth-date", "postcode"] as const;
type One = { kind: (typeof FOUND_KINDS)[number]; start: number; end: number };

/** What may identify a patient, of one kind or several that lie in each other, and where it stands in the text. */
export type Found = { kinds: One["kind"][]; start: number; end: number };

const MONTH =
  "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
const DATE = `(?<![\\d/])(?:\\d{1,2}(?:st|nd|rd|th)?[\\s./-]{1,2}(?:of )?(?:${MONTH}|\\d{1,2})[\\s.,/-]{1,2}(?:(?:19|20)\\d{2}|\\d{2})|${MONTH}\\s\\d{1,2}(?:st|nd|rd|th)?,?\\s(?:19|20)\\d{2}|(?:19|20)\\d{2}[-/.]\\d{1,2}[-/.]\\d{1,2})(?![\\d/])`;
const MARK = "(?<!\\p{L})(?:d\\.?\\s?o\\.?\\s?b(?!\\p{L})\\.?|date of birth|birth ?date|born)";
/** “(b. 1948”, as genealogists write; the second point of a list begins like that too. */
const B_MARK = "(?:(?<=\\p{L}[*_]{0,2},? )b\\.|(?<=\\()b\\.?) ?";
const MARKED_DATE = new RegExp(
  `(?:${MARK}(?:[^\\n\\d]{0,20}|[\\s:|*_\\\\-]{1,8})|${B_MARK})(?:${DATE}|\\d{6}(?:\\d{2})?(?!\\d))|${DATE}[^\\n\\d]{0,3}${MARK}`,
  "giu",
);
const BIRTH_COLUMN = new RegExp(MARK, "iu");
const NAME_COLUMN = /\b(?:fore|sur)?names?\b|\bpatients?\b/i;
const IN_COLUMNS = /[|\t]/;
const ANY_DATE = new RegExp(DATE, "giu");
const POSTCODE =
  /(?<![\p{L}\p{N}])(?:[A-PR-UWYZ][A-HK-Y]?\d[A-HJKPSTUW\d]? {0,2}\d[ABD-HJLNP-UW-Z]{2}|[a-pr-uwyz][a-hk-y]?\d[a-hjkpstuw\d]? {1,2}\d[abd-hjlnp-uw-z]{2})(?![\p{L}\p{N}])/gu;
/** An address with one of these between is a body's. */
const BODY =
  /\b(?:surger(?:y|ies)|practices?|centre|center|clinic|hospital|pharmacy|trust|federation|council|office|university|college|school|ltd|limited|plc|icb|pcn|ccg|nhs|cqc|bma|hotel|station|library|hall|venue|conference|headquarters)\b/i;

/** Nothing but this between a name and a date: they are of one person. A backslash ends a line elsewhere. */
const BESIDE = /^(?:[\s,;:()[\]|/\\>=·•"“”'‘’–—-]|\([FM]\)){1,8}$/;
const SENTENCE_END = /[.!?] /;
/** Nobody sees these, nor the marks of emphasis and code. */
const UNSEEN = /[*_~`\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/u;

/** How far from a date of birth or a postcode a name counts, in characters. */
const BEFORE = 120;
const AFTER = 40;
/** Dates without a word about birth: those of meetings and letters are younger. */
const OLD_YEARS = 3;

/**
 * What in a text may identify a patient: a number with a valid NHS check digit, or somebody's name with a date of birth or a postcode. It
 * is a question to the writer, not a verdict. `year`: the one now.
 */
export function findPatientDetails(typed: string, year: number): Found[] {
  const { text, starts, ends } = asSeen(typed);
  const found: One[] = findNhsNumbers(text).map((place) => ({ kind: "nhs-number", ...place }));
  for (const match of text.matchAll(MARKED_DATE)) found.push(...withBorn(text, placeOf(match)));
  for (const match of text.matchAll(ANY_DATE)) found.push(...withNameBeside(text, placeOf(match), year));
  for (const row of rowsOfBirths(text)) found.push(...withNameInRow(row));
  for (const match of text.matchAll(POSTCODE)) found.push(...withResident(text, placeOf(match)));
  return withoutRepeats(found).map(({ kinds, start, end }) => ({ kinds, start: starts[start]!, end: ends[end - 1]! }));
}

/** A letter with its accents, however many characters that is. */
const SEEN = /\P{M}\p{M}{0,4}|\p{M}/gsu;

/**
 * A text as its readers see it, and where each character began and ended: without what nobody sees and marks of emphasis, accents on
 * their letters, one kind of space, of hyphen, and of dash between digits. Digits of other widths are the same digits to who reads them.
 */
function asSeen(typed: string) {
  let text = "";
  const [starts, ends]: [number[], number[]] = [[], []];
  for (const { 0: sign, index } of typed.matchAll(SEEN)) {
    if (UNSEEN.test(sign[0]!)) continue;
    const seen = /^[ -~\n]$/.test(sign) ? sign : asTyped(sign);
    for (let at = 0; at < seen.length; at++) {
      starts.push(index);
      ends.push(index + sign.length);
    }
    text += seen;
  }
  return { text: text.replace(/(?<=\d)[\p{Pd}\u2212](?=\d)/gu, "-"), starts, ends };
}

const asTyped = (sign: string) =>
  sign
    .normalize("NFC")
    .replace(/\p{Zs}/gu, " ")
    .replace(/[\u2010\u2011]/g, "-")
    .replace(/[\uff10-\uff19]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));

type Place = { start: number; end: number };
const placeOf = (match: RegExpExecArray): Place => ({ start: match.index, end: match.index + match[0].length });

/** The same paragraph around a place: what stands beyond an empty line is about something else. */
function around(text: string, { start, end }: Place): { before: string; from: number; after: string } {
  const before = text
    .slice(Math.max(0, start - BEFORE), start)
    .split(/\n[ \t]*\n/)
    .at(-1)!;
  const after = text.slice(end, end + AFTER).split(/\n[ \t]*\n/)[0]!;
  return { before, from: start - before.length, after };
}

/** Whose birth a date is said to be. What is a place's name elsewhere, or in capitals, is somebody's in the same sentence. */
function withBorn(text: string, place: Place): One[] {
  const { before, from, after } = around(text, place);
  const wide = text.slice(Math.max(0, place.start - BEFORE), place.start);
  const isOfBirth = true;
  const near =
    findNames(before).at(-1) ??
    findNames(before, { isOfBirth })
      .filter(({ end }) => !SENTENCE_END.test(before.slice(end)))
      .at(-1) ??
    findNames(before, { lone: true })
      .filter(({ start }) => start >= before.length - 30)
      .at(-1);
  if (near) return [{ kind: "birth-date", start: from + near.start, end: place.end }];
  // a heading with its name, and the date below
  const above = findNames(wide, { isOfBirth })
    .filter(({ end }) => BESIDE.test(wide.slice(end)))
    .at(-1);
  if (above) return [{ kind: "birth-date", start: place.start - wide.length + above.start, end: place.end }];
  const next = findNames(after)[0] ?? findNames(after, { isOfBirth }).find(({ start }) => !SENTENCE_END.test(after.slice(0, start)));
  return next ? [{ kind: "birth-date", start: place.start, end: place.end + next.end }] : [];
}

type Row = { text: string; from: number; lone: boolean };

/** The rows of tables whose first row says that a column is of births. */
function rowsOfBirths(text: string): Row[] {
  const rows: Row[] = [];
  let [from, isAbove, isOfBirths, lone] = [0, true, false, false];
  for (const line of text.split("\n")) {
    const isBlank = line.trim() === "";
    if (isOfBirths && !isBlank && IN_COLUMNS.test(line)) rows.push({ text: line, from, lone });
    // the first line below an empty one
    if (isAbove && !isBlank) {
      isOfBirths = IN_COLUMNS.test(line.trimStart()) && BIRTH_COLUMN.test(line);
      lone = NAME_COLUMN.test(line);
    }
    isAbove = isBlank;
    if (isBlank) isOfBirths = false;
    from += line.length + 1;
  }
  return rows;
}

/** Whose births the dates of a row are: each with the first name in it, which is one word where a column is of names. */
function withNameInRow(row: Row): One[] {
  const dates = [...row.text.matchAll(ANY_DATE)].map(placeOf);
  const name = findNames(row.text, { isOfBirth: true })[0] ?? (row.lone ? findNames(row.text, { lone: true })[0] : undefined);
  if (!name) return [];
  const { from } = row;
  return dates.map(({ start, end }) => ({
    kind: "birth-date",
    start: from + Math.min(start, name.start),
    end: from + Math.max(end, name.end),
  }));
}

/** “Margaret Hill, 12/03/1948”: nothing but marks between. */
function withNameBeside(text: string, place: Place, year: number): One[] {
  const [, full, short] = /((?:19|20)\d{2})|(\d{2})$/.exec(text.slice(place.start, place.end))!;
  const born = full ? Number(full) : Number(short) + (Number(short) > year % 100 ? 1900 : 2000);
  if (born > year - OLD_YEARS) return [];
  const { before, from } = around(text, place);
  const near = findNames(before).at(-1);
  return near && BESIDE.test(before.slice(near.end)) ? [{ kind: "birth-date", start: from + near.start, end: place.end }] : [];
}

/** Who lives at a postcode. The address of a practice, and a town beside its postcode, are nobody's. */
function withResident(text: string, place: Place): One[] {
  const { before, from, after } = around(text, place);
  const near = findNames(before)
    .reverse()
    .find((name) => !BODY.test(before.slice(name.start)) && !isTown(before, name));
  if (near) return [{ kind: "postcode", start: from + near.start, end: place.end }];
  const line = after.split("\n")[0]!;
  const [next] = findNames(line);
  return next && next.start <= 4 && !BODY.test(line) && !BODY.test(before)
    ? [{ kind: "postcode", start: place.start, end: place.end + next.end }]
    : [];
}

/** Right before the postcode, after a comma, a number, or a word that tells where. */
const isTown = (before: string, { start, end, isTitled }: Name) =>
  !isTitled &&
  /^[\s,]{0,3}$/.test(before.slice(end)) &&
  /(?:[,\d]|\b(?:in|at|near|from|of|to|around|upon))\s*$/i.test(before.slice(0, start));

/** Of places that lie in each other the longer is shown, and told by the kinds of all. */
function withoutRepeats(found: One[]): Found[] {
  const shown: Found[] = [];
  for (const { kind, start, end } of found.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const around = shown.at(-1);
    if (!around || end > around.end) shown.push({ kinds: [kind], start, end });
    else if (!around.kinds.includes(kind)) around.kinds.push(kind);
  }
  return shown;
}
