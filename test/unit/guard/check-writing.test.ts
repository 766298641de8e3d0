import { expect, test } from "vitest";
import { checkWriting } from "~/features/guard/writing/check-writing";
import { readAvoided, readability } from "~/features/guard/writing/plain-words";

const avoided = readAvoided("utilise = use, going forward, in order to = to");
const check = (text: string, more: Partial<Parameters<typeof checkWriting>[1]> = {}) =>
  checkWriting(text, { form: "page", avoided, snippets: ["here"], year: 2026, ...more });

test.each([
  ["![](file:0123456789)", 1, "![](file:0123456789)", "Say what the picture shows"],
  ["A\n\n![IMG_2034.jpg](https://a.example/b.jpg)", 3, "![IMG_2034.jpg](https://a.example/b.jpg)", "Say what the picture shows"],
  ["Read [click here](/guidance).", 1, "[click here](/guidance)", "does not say where"],
  ["[More](/guidance)", 1, "[More](/guidance)", "does not say where"],
  ["## One\n\n#### Three", 3, "#### Three", "skips a level"],
  ["### First", 1, "### First", "skips a level"],
  ["A\n:::tipp\nB\n:::", 2, ":::tipp", "no block “tipp”"],
  [":::tip\nB", 1, ":::tip", "not closed"],
  ["A\n\n:::", 3, ":::", "closes nothing"],
  ["::topics", 1, "::topics", "needs other words"],
  ["A\n\n::snippet gone", 3, "::snippet gone", "no snippet “gone”"],
  [`${"::snippet here\n".repeat(10)}::snippet  here`, 11, "::snippet  here", "shows 10 snippets"],
  ["::latest-news\n::topics a\n::topics b\n::topics c", 4, "::topics c", "has 3 lines like “topics”"],
  ["Ten[^a] days.", 1, "[^a]", "no note “a”"],
  [`${"word ".repeat(26)}end. Short.`, 1, `${"word ".repeat(26)}end.`, "27 words"],
  ["We Utilise rotas.", 1, "Utilise", "Write “use” in place of “Utilise”"],
  ["Plans going forward.", 1, "going forward", "avoids “going forward”"],
  ["Ask Mrs Hill, 943 476 5919.", 1, "943 476 5919", "may identify a patient"],
])("in %j line %i is told of: %j", (text, line, marked, words) => {
  const found = check(text);
  expect(found.map((each) => [each.line, text.slice(each.start, each.end)])).toContainEqual([line, marked]);
  expect(found.map((each) => each.words).join()).toContain(words);
});

test.each([
  "![A fridge with its door open](file:0123456789)",
  "[All guides](/guidance) and [contract guidance](https://nhs.uk)",
  "# One\n\n## Two\n\n### Three\n\n## Two",
  ":::tip\nA\n:::\n\nTen[^a] days.\n\n[^a]: From Monday.",
  "```\n:::tip\n[here](/x)\n#### a\n```",
  `| ${"word ".repeat(30)} |\n| --- |`,
  "Reutilised, in orderto.",
  "::latest-news 3",
  `${"::snippet here\n".repeat(10)}\n::latest-news\n::topics a\n::topics b`,
])("in %j there is nothing to look at", (text) => {
  expect(check(text)).toEqual([]);
});

test.each([
  ["We co-ordinate rotas.", "co-ordinate = coordinate", "co-ordinate"],
  ["You don’t have to.", "don't", "don’t"],
  ["You don't have to.", "don’t", "don't"],
  ["Some, e.g. two.", "e.g. = for example", "e.g."],
  ["Open 24/7 (sic).", "24/7 = all day, (sic)", "(sic)"],
  ["About 50% & more.", "50%, & more", "& more"],
  ["a\\b [c] {d} e|f g^h i* j+ k? $l", "a\\b, [c], {d}, e|f, g^h, i*, j+, k?, $l", "$l"],
])("in %j the words to avoid may have signs in them: %j", (text, typed, marked) => {
  const found = check(text, { avoided: readAvoided(typed) });
  expect(found.map(({ start, end }) => text.slice(start, end))).toContain(marked);
  expect(found).toHaveLength(typed.split(",").length);
});

test("a link that is wrong is told of where it stands, and what only pages have is no block of a mail", () => {
  const links = [{ address: "/guidance/gone", words: "Nothing that you can open is at /guidance/gone" }];
  expect(check("A\n[the guide](/guidance/gone)", { links })).toEqual([{ start: 14, end: 28, line: 2, words: links[0]!.words }]);
  expect(check("::latest-news", { form: "mail" })[0]!.words).toContain("no block “latest-news”");
});

test("findings come in the order of the text, fifty at most, and what is said of the whole comes last", () => {
  const hard = "Organisational considerations necessitate comprehensive interdisciplinary communication. ".repeat(30);
  const found = check(`${"[here](/a) ".repeat(60)}\n${hard}`);
  expect(found).toHaveLength(51);
  expect(found.at(-1)).toMatchObject({ line: 0, words: expect.stringContaining("reading age") });
  expect(found.slice(0, -1).every(({ start }, index) => index === 0 || start >= found[index - 1]!.start)).toBe(true);
});

test("plain words have a low reading age, and few words none", () => {
  expect(readability("The cat sat on the mat and ate. ".repeat(30))).toBeNull();
  expect(readability("Organisational considerations necessitate communication. ".repeat(10))).toBeNull();
  expect(readability("Organisational considerations necessitate communication. ".repeat(40))).toMatch(/about \d\d/);
});
