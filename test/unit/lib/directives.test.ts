import { expect, test } from "vitest";
import { textFromHtml } from "#emails/text";
import { BLOCK_EXAMPLES, putBlock } from "~/lib/markdown/block-examples";
import { directivesIn, liveParts, snippetsIn, withoutLive } from "~/lib/markdown/directives";
import { renderMarkdown } from "~/lib/markdown.server";
import { wordsOf } from "~/lib/opening.server";

const SNIPPETS: Record<string, string> = {
  hours: "We are **open**.",
  itself: "a\n\n::snippet itself\n\n::snippet hours",
  long: "word ".repeat(1900),
};
const snippet = (name: string) => SNIPPETS[name] ?? null;
const onPage = (text: string) => renderMarkdown(text, { blocks: "page", anchors: true, snippet }).html;
const inMail = (text: string) => renderMarkdown(text, { blocks: "mail" }).html;

test.each([
  [":::tip\nA\n:::", '<div class="nhsuk-inset-text"><p><strong>Tip</strong></p>\n<p>A</p>\n</div>'],
  [":::note Mind\nA\n:::", '<div class="nhsuk-inset-text"><p><strong>Mind</strong></p>\n<p>A</p>\n</div>'],
  [
    ":::warning\n- a\n:::",
    '<div class="nhsuk-warning-callout"><p class="nhsuk-warning-callout__label">Warning</p>\n<ul>\n<li>a</li>\n</ul>\n</div>',
  ],
  [
    ":::IMPORTANT[By March]\nA\n:::",
    '<div class="nhsuk-warning-callout"><p class="nhsuk-warning-callout__label">By March</p>\n<p>A</p>\n</div>',
  ],
  [
    ":::details How\nA\n:::",
    '<details class="pn-details"><summary>How</summary><div class="pn-details__text">\n<p>A</p>\n</div></details>',
  ],
  [":::steps\n1. a\n:::", '<div class="pn-steps">\n<ol>\n<li>a</li>\n</ol>\n</div>'],
  [":::cards\n- [a](/b)\n:::", '<div class="pn-cards">\n<ul>\n<li><a href="/b">a</a></li>\n</ul>\n</div>'],
  [":::contact Us\nA\n:::", '<div class="pn-contact"><p><strong>Us</strong></p>\n<p>A</p>\n</div>'],
  [
    "Above\n:::tip\nA\n:::\nBelow",
    '<p>Above</p>\n<div class="nhsuk-inset-text"><p><strong>Tip</strong></p>\n<p>A</p>\n</div>\n<p>Below</p>',
  ],
  ["::snippet hours", "<p>We are <strong>open</strong>.</p>"],
  ["::latest-news 5", '<div data-live="latest-news 5"><p>::latest-news 5</p></div>'],
  ["::topics tea-room", '<div data-live="topics tea-room"><p>::topics tea-room</p></div>'],
])("%j is a block of a page", (text, html) => {
  expect(onPage(text)).toBe(html);
});

test.each([
  ":::tip\nA",
  ":::foo\nA\n:::",
  "A\n:::",
  "> :::tip\n> A\n> :::",
  "- :::tip\n  A\n  :::",
  "```\n:::tip\nA\n:::\n```",
  "::snippet nobody-wrote-it",
  "::snippet",
  "::latest-news 11",
  "::topics Tea Room <b>",
  "::foo",
  "Ask::snippet hours",
])("%j is none, and stays as it was typed", (text) => {
  expect(onPage(text)).not.toMatch(/<(?:div|details)|We are/);
  expect(wordsOf(onPage(text))).toBe(
    text
      .replace(/^(?:[>-] |```\n?)/gm, "")
      .replace(/\s+/g, " ")
      .replace("```", "")
      .trim(),
  );
});

test("no block stands in a post, a notice or an enquiry: their texts are as they were", () => {
  const text = ":::tip\nA[^1]\n:::\n[^1]: b\n\n::snippet hours\n\n::latest-news";
  expect(renderMarkdown(text).html).toBe(
    "<p>:::tip<br />\nA[^1]<br />\n:::<br />\n[^1]: b</p>\n<p>::snippet hours</p>\n<p>::latest-news</p>",
  );
  expect(renderMarkdown(text, { snippet }).html).not.toContain("We are");
});

test("blocks stand in each other, four deep; the fifth stays as it was typed", () => {
  const nested = (depth: number) => `${":::details a\n".repeat(depth)}words\n${":::\n".repeat(depth)}`;
  expect(onPage(nested(4)).match(/<details/g)).toHaveLength(4);
  const five = onPage(nested(5));
  expect(five.match(/<details/g)).toHaveLength(4);
  expect(five).toContain(":::details a<br />\nwords");
});

test("a mail shows each block in plain form, with nothing that a mail program has to know", () => {
  for (const { text, pagesOnly } of BLOCK_EXAMPLES.filter((each) => !each.pagesOnly)) {
    expect([pagesOnly, inMail(text)]).toEqual([
      undefined,
      expect.not.stringMatching(/<(?:div class="(?!pn-foot)|details|summary)|id=|href="#/),
    ]);
    expect(inMail(text)).not.toContain(":::");
  }
  expect(textFromHtml(inMail(":::details How\nThe sum.\n:::\n\n:::tip\nPut it up.\n:::\n\nA year.[^1]\n\n[^1]: From April."))).toBe(
    "How\n\nThe sum.\n\n> Tip\n> \n> Put it up.\n\nA year.[1]\n\nNotes\n\n 1. From April.",
  );
  expect(inMail("::latest-news\n\n::snippet hours")).toBe("<p>::latest-news</p>\n<p>::snippet hours</p>");
});

test("a snippet that holds itself, or another one, shows their names; ten stand in a text", () => {
  expect(onPage("::snippet itself")).toBe("<p>a</p>\n<p>::snippet itself</p>\n<p>::snippet hours</p>");
  expect(onPage("::snippet hours\n\n".repeat(11)).match(/We are/g)).toHaveLength(10);
  expect(onPage("::snippet long")).toContain("word word");
  expect(snippetsIn("::snippet hours\n```\n::snippet code\n```\n:::tip\n::snippet inner\n:::\n::snippet hours")).toEqual([
    "hours",
    "inner",
  ]);
});

test("footnotes stand at the end, in the order of their marks, each with the way back", () => {
  expect(onPage("One[^b] and two[^1], one again[^b].\n\n[^1]: Second [^c]\n[^b]: First\n[^c]: Third\n[^d]: Nobody's")).toBe(
    [
      '<p>One<sup id="note-ref-1"><a href="#note-1">[1]</a></sup> and two<sup id="note-ref-2"><a href="#note-2">[2]</a></sup>, one again<sup><a href="#note-1">[1]</a></sup>.</p>',
      "<p>[^d]: Nobody's</p>",
      '<div class="pn-footnotes"><p><strong>Notes</strong></p>\n<ol>',
      '<li id="note-1">First <a href="#note-ref-1">Back to the text</a></li>',
      '<li id="note-2">Second <sup id="note-ref-3"><a href="#note-3">[3]</a></sup> <a href="#note-ref-2">Back to the text</a></li>',
      '<li id="note-3">Third <a href="#note-ref-3">Back to the text</a></li>',
      "</ol></div>",
    ].join("\n"),
  );
});

test.each(["No note[^1]", "[^1]: nothing leads here", "`[^1]`", "[^1]:", "[^ 1] [^<b>]"])(
  "%j has no footnote and loses no word",
  (text) => {
    expect(wordsOf(onPage(text))).toBe(text.replaceAll("`", ""));
  },
);

test("a note that code alone names is shown all the same", () => {
  expect(wordsOf(onPage("`[^1]`\n\n[^1]: a[^2]\n[^2]: b"))).toBe("[^1] Notes a [2] b Back to the text".replace("a [2]", "a[2]"));
});

test("what each reader gets as it is now is cut out of the text, and leaves it for a feed", () => {
  const html = onPage("A\n\n::latest-news\n\nB\n\n::topics tea-room 2\n\nC");
  expect(liveParts(html)).toEqual([
    "<p>A</p>\n",
    { name: "latest-news", count: 3 },
    "\n<p>B</p>\n",
    { name: "topics", category: "tea-room", count: 2 },
    "\n<p>C</p>",
  ]);
  expect(withoutLive(html)).not.toContain("data-live");
  expect(onPage("::latest-news\n".repeat(4)).match(/data-live/g)).toHaveLength(3);
});

test("nobody types a place for live blocks: it is text", () => {
  for (const text of ['<div data-live="latest-news 3"><p>x</p></div>', ':::tip <div data-live="topics a">\nx\n:::'])
    expect(liveParts(onPage(text))).toHaveLength(1);
});

test.each([
  [":::foo\na\n:::", [{ line: 0, name: "foo", problem: "unknown" }]],
  [":::tip\na", [{ line: 0, name: "tip", problem: "unclosed" }]],
  ["a\n:::", [{ line: 1, name: "", problem: "nothing-to-close" }]],
  ["::topics", [{ line: 0, name: "topics", problem: "wrong-words" }]],
  ["::foo", [{ line: 0, name: "foo", problem: "unknown" }]],
  [":::tip\n:::foo\n:::\n:::", [{ line: 1, name: "foo", problem: "unknown" }]],
  [`${":::details a\n".repeat(5)}${":::\n".repeat(5)}`, [{ line: 4, name: "details", problem: "too-deep" }]],
  [":::tip\na\n:::", []],
] as const)("%j is told with its line: %j", (text, problems) => {
  expect(directivesIn(text, "page").problems).toEqual(problems);
});

test("what only pages have is unknown in a mail", () => {
  expect(directivesIn("::latest-news\n::snippet hours", "mail").problems.map(({ problem }) => problem)).toEqual(["unknown", "unknown"]);
});

test.each(BLOCK_EXAMPLES.map(({ name }) => name))("the example of %s stands by itself, wherever the cursor was", (name) => {
  const { text } = BLOCK_EXAMPLES.find((each) => each.name === name)!;
  const put = (typed: string, end: number) => {
    const { from, to, insert } = putBlock({ text: typed, end }, name);
    return typed.slice(0, from) + insert + typed.slice(to);
  };
  expect(put("", 0)).toBe(`${text}\n`);
  expect(put("One\ntwo\n\nThree", 2)).toBe(`One\ntwo\n\n${text}\n\nThree`);
  expect(put("One  \n", 1)).toBe(`One\n\n${text}\n`);
  expect(directivesIn(text, "page").problems).toEqual([]);
});
