// Where the words of a text stand, counted as the SQL function search_vector() counts them (a test holds the two together), and a text with
// marks around what matched.

const APOSTROPHES = "'\u2018\u2019\u201B\u02BC\u2032\uFF07\u00B4";
const UNSEEN = "\u00AD\u200B-\u200D\u2060\uFEFF\u200E\u200F";
const MARKS = "\u0300-\u036F";
const LETTERS =
  "a-zA-Z0-9\u00AA\u00B2\u00B3\u00B5\u00B9\u00BA\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02AF\u0370-\u0373\u0376\u0377\u037B-\u037D\u037F\u0386\u0388-\u1FBC\u1FC2-\u1FCC\u1FD0-\u1FDC\u1FE0-\u1FEC\u1FF2-\u1FFC\u2071\u2074-\u2079\u207F-\u2089\u2090-\u209C\u2C00-\u2DFF\u3005-\u3007\u3041-\u3096\u30A1-\u30FA\u30FC-\u318F\u31A0-\u31FF\u3400-\uD7FF\uF900-\uFB06\uFB13-\uFB28\uFB2A-\uFBB1\uFBD3-\uFC5D\uFC64-\uFD3D\uFD50-\uFDC7\uFE80-\uFEFC\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A\uFF66-\uFFDC\u{10000}-\u{1CFFF}\u{1D400}-\u{1D7FF}\u{20000}-\u{3FFFF}";
const RUN = `[${LETTERS}][${LETTERS}${MARKS}${UNSEEN}]*`;
const WORD = new RegExp(`${RUN}(?:[${APOSTROPHES}]${RUN})*`, "gu");

/** Private-use characters around what matches; `Highlighted` makes marks of them. No query, and no text before it is marked, holds any. */
export const MARK_START = "\uE000";
export const MARK_END = "\uE001";

/** Words of an excerpt, of each of its two pieces, and before what matched. */
const LONGEST = 30;
const LEAD = 5;

type Place = { start: number; end: number };

export const hasWord = (text: string): boolean => text.search(WORD) >= 0;

export const placesOf = (text: string): Place[] =>
  [...text.matchAll(WORD)].map(({ index, 0: word }) => ({ start: index, end: index + word.length }));

/** The words that stand at these places (the first is 1), in small letters: how what matched is spelled there. */
export const wordsAt = (text: string, matched: readonly number[]): string[] => {
  const places = placesOf(text);
  return matched.flatMap((place) =>
    places[place - 1] ? [text.slice(places[place - 1]!.start, places[place - 1]!.end).toLowerCase()] : [],
  );
};

/** The whole text with marks around the words at these places. Any mark that somebody typed is left out. */
export const markedText = (text: string, matched: readonly number[]): string =>
  mark(text, placesOf(text), new Set(matched), 0, text.length);

/** At most two pieces of a text in Markdown in which most of what matched stands, with marks around it; its beginning where nothing did. */
export function excerptOf(text: string, matched: readonly number[]): string {
  const places = placesOf(text);
  const found = new Set(matched.filter((place) => place <= places.length));
  const cut = (first: number) => {
    const last = Math.min(first + LONGEST, places.length) - 1;
    return mark(text, places, found, startOf(text, places[first]?.start ?? 0), endOf(text, places[last]?.end ?? 0));
  };
  const first = bestStart(places.length, found);
  const second = bestStart(places.length, new Set([...found].filter((place) => place <= first - LONGEST || place > first + LONGEST)));
  const starts = found.size > 0 && Math.abs(second - first) >= LONGEST ? [first, second].sort((a, b) => a - b) : [first];
  return asWords(starts.map(cut).join(" … "));
}

/** Where most of what matched is near: the first such place, a little before it. */
function bestStart(length: number, found: ReadonlySet<number>): number {
  const sorted = [...found].sort((a, b) => a - b);
  let best = { from: 1, count: 0 };
  for (let from = 0, to = 0; from < sorted.length; from++) {
    while (to < sorted.length && sorted[to]! < sorted[from]! + LONGEST - LEAD) to++;
    if (to - from > best.count) best = { from: sorted[from]!, count: to - from };
  }
  return Math.max(0, Math.min(best.from - 1 - LEAD, length - LONGEST));
}

/** With the signs that stand around the words. */
const startOf = (text: string, start: number) => start - (/\S*$/.exec(text.slice(Math.max(0, start - 40), start))?.[0].length ?? 0);
const endOf = (text: string, end: number) => end + (/^\S*/.exec(text.slice(end, end + 200))?.[0].length ?? 0);

function mark(text: string, places: readonly Place[], found: ReadonlySet<number>, from: number, to: number): string {
  const plain = (start: number, end: number) => text.slice(start, end).replace(/[\uE000\uE001]/g, "");
  let marked = "";
  let at = from;
  for (const [index, { start, end }] of places.entries()) {
    if (start < from || end > to || !found.has(index + 1)) continue;
    marked += `${plain(at, start)}${MARK_START}${plain(start, end)}${MARK_END}`;
    at = end;
  }
  // what hyphens join is marked as one
  return (marked + plain(at, to)).replace(new RegExp(`${MARK_END}([-\u2010-\u2013])${MARK_START}`, "g"), "$1");
}

/**
 * A piece of Markdown as a line of words: where links lead, signs, and the lines of tables, are
 * left out. What was cut off is shown by dots.
 */
export function asWords(markdown: string): string {
  const words = markdown
    .replace(/\]\([^\s)]*\)?/g, "]")
    .replace(/[[\]*`#>|~]/g, "")
    .split(/\s+/)
    .filter((word) => word && !/^:?-{2,}:?$/.test(word))
    .join(" ");
  if (!words) return "";
  const isBegun = /^\p{Ll}/u.test(words.replaceAll(MARK_START, ""));
  const isEnded = /[.!?…]$/.test(words.replaceAll(MARK_END, ""));
  return `${isBegun ? "… " : ""}${words}${isEnded ? "" : " …"}`;
}
