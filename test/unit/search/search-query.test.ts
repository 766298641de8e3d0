import { expect, test } from "vitest";
import { asWords, excerptOf, MARK_END, MARK_START, markedText } from "~/features/search/places";
import { parseQuery, QUERY_MAX, readQuery, withWords } from "~/features/search/search-query";

test.each([
  [null, ""],
  ["  rota \t software\n", "rota software"],
  ["rota\u0000 software\u0007", "rota software"],
  ["\uD800rota", "rota"],
  [`${MARK_START}rota${MARK_END}`, "rota"],
  ['Siân’s "rota" -software', 'Siân’s "rota" -software'],
])("B29: what is typed becomes one line without control characters: %j", (typed, text) => {
  expect(readQuery(typed)).toEqual({ text, isCut: false });
});

test("a long query is cut, by letters and not by halves of them, and says so", () => {
  expect(readQuery("x".repeat(QUERY_MAX))).toEqual({ text: "x".repeat(QUERY_MAX), isCut: false });
  expect(readQuery("🦡".repeat(QUERY_MAX + 1))).toEqual({ text: "🦡".repeat(QUERY_MAX), isCut: true });
});

const shown = (text: string) =>
  parseQuery(text).map(({ terms, isExcluded }) =>
    [
      isExcluded ? "not" : "",
      terms.map(({ text, isQuoted, isUnfinished }) => `${isQuoted ? "side by side: " : ""}${text}${isUnfinished ? "…" : ""}`).join(" | "),
    ]
      .join(" ")
      .trim(),
  );

test.each([
  ["rota soft", ["rota", "soft…"]],
  ["ro", ["ro"]],
  ["“rota again” soft", ["side by side: rota again", "soft…"]],
  ['"rota soft', ["side by side: rota soft"]],
  ['rota"soft"', ["rota", "soft"]],
  ["rota -soft", ["rota", "not soft"]],
  ['rota -"soft ware"', ["rota", "not side by side: soft ware"]],
  ["rota or soft", ["rota | soft"]],
  ['rota OR soft or "the ware" now', ["rota | soft | side by side: the ware", "now…"]],
  ["or rota", ["or", "rota…"]],
  ["rota or", ["rota", "or"]],
  ["rota or or soft", ["rota", "or", "soft…"]],
  ["rota or -soft", ["rota", "not soft"]],
  ["rota - soft !", ["rota", "soft"]],
  ["e-mail", ["e-mail…"]],
  ["QOF/DES", ["QOF", "DES…"]],
  ["https://www.england.nhs.uk/gp/contract", ["england.nhs.uk", "gp", "contract…"]],
  ["call 0113 496 0000 today", ["call", "side by side: 0113 496 0000", "today…"]],
  ["+44 (0)113 496 0000", ["side by side: +44 (0)113 496 0000"]],
  ["2024 25", ["2024", "25"]],
  ["🦡 - ()", []],
  ["", []],
] satisfies [string, string[]][])("what is meant by %j", (text, clauses) => {
  expect(shown(text)).toEqual(clauses);
});

test("another word in the place of one that was typed leaves the rest as it is", () => {
  expect(withWords('recption "the recption" -recption x', new Map([["recption", "reception"]]))).toBe(
    'reception "the reception" -recption x',
  );
});

test("where links lead is left out of an excerpt, also where it was cut off, and so are the lines of tables", () => {
  expect(asWords("See [the  guide](https://example.org/a) and\n[more](https://exa")).toBe("See the guide and more …");
  expect(asWords("Week  Hours\n --- ---: :--- \n1  10.")).toBe("Week Hours 1 10.");
});

test("what was cut off is shown by dots", () => {
  expect(asWords("left at the end")).toBe("… left at the end …");
  expect(asWords(`${MARK_START}locum${MARK_END} last week.`)).toBe(`… ${MARK_START}locum${MARK_END} last week.`);
  expect(asWords("A whole sentence.")).toBe("A whole sentence.");
  expect(asWords("  ")).toBe("");
});

test("B30: odd signs by the thousand cost no more than their length", () => {
  const started = process.cpuUsage().user;
  for (const signs of ["](", "[", '"', "a ", "or "]) {
    asWords(signs.repeat(20_000));
    excerptOf(signs.repeat(4_000), [1, 2, 3]);
    parseQuery(signs.repeat(100));
    readQuery(signs.repeat(20_000));
  }
  expect((process.cpuUsage().user - started) / 1000).toBeLessThan(1000);
});

test("marks stand around the words at their places; hyphens join them, and typed marks are left out", () => {
  expect(markedText(`An e-mail${MARK_START} to O’Brien`, [2, 3, 5])).toBe(
    `An ${MARK_START}e-mail${MARK_END} to ${MARK_START}O’Brien${MARK_END}`,
  );
});

test("an excerpt has what matched in it, in two pieces where it is far apart, and begins the text where nothing did", () => {
  const word = (n: number) => `word${n}`;
  const text = Array.from({ length: 200 }, (_, at) => word(at + 1)).join(" ");
  const excerpt = excerptOf(text, [50, 52, 150]);

  for (const place of [50, 52, 150]) expect(excerpt).toContain(MARK_START + word(place) + MARK_END);
  expect(excerpt.split(" … ")).toHaveLength(2);
  expect(excerptOf(text, [])).toMatch(/^… word1 word2 .* word30 …$/);
  expect(excerptOf("", [3])).toBe("");
});
