import { expect, test } from "vitest";
import { asWords, MARK_END, MARK_START, QUERY_MAX, readQuery, unfinishedWord } from "~/features/search/search-query";

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

test.each([
  ["rota soft", { before: "rota ", word: "soft" }],
  ["rota", { before: "", word: "rota" }],
  ["“rota” soft", { before: "“rota” ", word: "soft" }],
  ['"rota" soft', { before: '"rota" ', word: "soft" }],
  ["ro", null],
  ["rota -soft", null],
  ['"rota soft', null],
  ['"rota soft"', null],
  ["rota or soft", null],
  ["rota ", null],
  ["well-known", null],
  ["a'b", null],
])("the unfinished word of %j", (text, found) => {
  expect(unfinishedWord(text)).toEqual(found);
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
    unfinishedWord(signs.repeat(20_000));
    readQuery(signs.repeat(20_000));
  }
  expect((process.cpuUsage().user - started) / 1000).toBeLessThan(1000);
});
