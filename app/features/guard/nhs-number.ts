const SPACE = "[ \\t\\u00a0\\u2009\\u202f\\u2010-\\u2013\\u2212.-]";
const GROUPED = new RegExp(`(?<!\\d)\\d{3}${SPACE}{0,2}\\d{3}${SPACE}{0,2}\\d{4}(?!\\d)`, "g");
/** After words that say so, however it is grouped. */
const NAMED = new RegExp(`\\b(?:nhs|chi|h&c)\\b[^\\d\\n]{0,20}(\\d(?:${SPACE}{0,2}\\d){9})(?!\\d)`, "gi");

/** What comes before a number and says what it is. */
const SAYS_NHS = /(?:nhs|\bchi|\bh&c|\bpatient(?:['’]?s)?(?: id| no| number))[^\d\n]{0,20}$/i;
const SAYS_OTHER =
  /(?:\b(?:tel|telephone|phone|mobile|mob|fax|call|ring|dial|text|sms|whatsapp|invoice|inv|order|po|ref|reference|account|acct|ticket|job|quote|policy|serial|isbn|ean|part|asset|sku|licen[cs]e|vat|utr|charity|company|booking|tracking|parcel|contract|payment|transaction|meeting|claim|batch|lot|id|extension|ext)\b[\s:.#()-]*(?:(?:no|nos|num|number|numbers|ref|reference|code|id|on|is|us|me|at|to|it)\b[\s:.#()-]*){0,3}|(?:\+|\b00)\s?44\s*(?:\(0\))?\s*|\b44\s|\(0\)\s?|\b1-|[£$€#@/=_+-])$/i;

/**
 * Where NHS numbers stand in a text: ten digits in one piece or parted after the third or sixth, whose last one is the check
 * digit, and which nothing says to be another number.
 */
export function findNhsNumbers(text: string): { start: number; end: number }[] {
  const found = new Map<number, number>();
  for (const { 0: number, index } of text.matchAll(GROUPED))
    if (isNhsNumber(number) && isSaidToBeOne(text, index, index + number.length)) found.set(index, index + number.length);
  for (const match of text.matchAll(NAMED)) {
    const end = match.index + match[0].length;
    const start = end - match[1]!.length;
    if (hasCheckDigit(digitsOf(match[1]!)) && !found.has(start)) found.set(start, end);
  }
  return [...found].map(([start, end]) => ({ start, end }));
}

function isSaidToBeOne(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 60), start);
  if (SAYS_NHS.test(before)) return true;
  const [last = "", next = ""] = [before.at(-1), text[end]];
  const isPartOfAWord = /[\p{L}\p{N}]/u.test(last) || /[\p{L}\p{N}@%_=]/u.test(next) || /^[./-]\d/.test(text.slice(end, end + 2));
  return !isPartOfAWord && !SAYS_OTHER.test(before);
}

/** Ranges in use: Scotland's begin with a date of birth, Northern Ireland's with 32 to 39, the others with 4 and above. */
function isNhsNumber(number: string): boolean {
  const digits = digitsOf(number);
  if (!hasCheckDigit(digits)) return false;
  const [day, month] = [Number(digits.slice(0, 2)), Number(digits.slice(2, 4))];
  return day >= 32 || (day >= 1 && month >= 1 && month <= 12);
}

const digitsOf = (number: string) => number.replace(/\D/g, "");

/** Modulus 11, weights 10 to 2 (NHS Data Dictionary, “NHS number”). One digit ten times is nobody's. */
function hasCheckDigit(digits: string): boolean {
  if (/^(\d)\1*$/.test(digits)) return false;
  const sum = [...digits.slice(0, 9)].reduce((total, digit, index) => total + Number(digit) * (10 - index), 0);
  return (11 - (sum % 11)) % 11 === Number(digits[9]);
}
