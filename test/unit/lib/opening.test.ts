import { expect, test } from "vitest";
import { renderMarkdown } from "~/lib/markdown.server";
import { openingOf } from "~/lib/opening.server";

const of = (text: string) => openingOf(renderMarkdown(text).html);

test.each([
  ["words as they are read", "Ask **Kath** & [the board](https://board.example): 3 < 4.", "Ask Kath & the board: 3 < 4."],
  ["lines and points apart", "First\nsecond\n\n- one\n- two\n\n## Last\n\nEnd", "First second one two Last End"],
  ["no quotes, in one another or by themselves", "> > Who?\n>\n> We\n\nOne person, by name.", "One person, by name."],
  ["a quote where it is all", "> One person, by name.", "One person, by name."],
])("what a post begins with: %s", (_what, text, opening) => {
  expect(of(text)).toBe(opening);
});

test("a long one is cut between two words, at 300 characters", () => {
  expect(of(`${"Nobody reads on. ".repeat(40)}END`)).toMatch(/^(Nobody reads on\. )+Nobody…$/);
  expect(of("Nobody reads on. ".repeat(40)).length).toBeLessThanOrEqual(301);
  expect(of("x".repeat(300))).toBe("x".repeat(300));
  expect([...of("😀".repeat(400))]).toHaveLength(301);
});

const FAMILY = "👨‍👩‍👧";

test.each([
  ["a figure that just fits", `${"a".repeat(299)}😀`, `${"a".repeat(299)}😀`],
  ["a figure before the end", `${"a".repeat(299)}😀b`, `${"a".repeat(299)}😀…`],
  ["figures that take two places each", `Thanks ${"😀".repeat(200)}`, `Thanks ${"😀".repeat(200)}`],
  ["a figure of several that does not fit", `${"a".repeat(299)}${FAMILY}`, `${"a".repeat(299)}…`],
  ["a letter with its accent", `${"a".repeat(299)}e\u0301 b`, `${"a".repeat(299)}…`],
  ["a word that never ends", `Here: ${"x".repeat(400)}`, `Here: ${"x".repeat(294)}…`],
])("no character is cut in half: %s", (_what, text, opening) => {
  expect(of(text)).toBe(opening);
});
