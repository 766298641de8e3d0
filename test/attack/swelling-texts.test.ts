import fc from "fast-check";
import { expect, test } from "vitest";
import { textFromHtml } from "#emails/text";
import { compareTexts } from "~/features/content/revisions/compare-texts";
import { findPatientDetails } from "~/features/guard/patient-details.policy";
import { checkWriting } from "~/features/guard/writing/check-writing";
import { linksOf } from "~/features/newsletters/issues/issue.policy";
import { asWords } from "~/features/search/places";
import { linkedText, renderMarkdown, sanitize } from "~/lib/markdown.server";
import { isolatedHtml } from "~/lib/right-to-left";
import { hasWords, isSeen, pastedAddress } from "~/lib/unseen";
import { expectLinear, to } from "../support/linear";

const withHead = (head: string, row: string) => (length: number) => head + to(length, row);
const ticks = (length: number) => Array.from({ length: Math.sqrt(2 * length) }, (_, count) => "`".repeat(count)).join(" ");
const pieces = (...all: string[]) => all.map((piece) => [JSON.stringify(piece), (length: number) => to(length, piece)] as const);

/** Texts that made a parser slow, or its output long: each grows by what makes it so. */
const SHAPES: (readonly [string, (length: number) => string])[] = [
  ...pieces("# a\n", "## Who pays\n", "word ", "a\n", "\n", "---\n", "\\", "&", '"', "&amp;", "\u200d"),
  ...pieces(">", "> > > a\n", ">\n\n", "- ", "-\n", "- a\n", "1. a\n", "1. a\nb\n", "> - a\n", "> - > - a\n"),
  ...pieces("[", "]", "[a](", "![a](", "[a](/b)", "[a](<b", '[a](b "', "[a](b 'x", "[a](((", "![", "[![a](/b)](/c)", "[a]: /b\n"),
  ...pieces("*", "*a ", "a* ", "**a*", "*_", "*a_ ", "~~a", "*.", "`", "`a", "` `a\n", "<", "<a", "<http://a.bc>", "<p>"),
  ...pieces("http://", "http://a.bc ", "http://a@", "http://a.bc/(", "www.", "www.a.bc ", "a@", "@a.b", "a@b.cd ", "mailto:", "tel:"),
  ...pieces("|", "|a|b|\n|-|-|\n", "|a|b|\n|-|-|\n|1|2|3|\n", "a\tb\n", "a\tb\nc\n", "\t\t\n", "\ta"),
  ...pieces("| |\n|-|\n", "|a|\n|-|\n", "|a|\n|-|\n> q\n", "|a|\n|-|\n# q\n", "|a|\n|-|\n• b\n", "a\n|b|\n|-|\n|1|2|\n"),
  ...pieces("• a\n", "• a\nb\n", "• • a\n", "• a\n b\n\nc\n", "```\n", "~~~ a b\n", "```\n~~~\n"),
  ["a table", withHead("|a|b|\n|-|-|\n", "|a|b|\n")],
  ["a table of numbers", withHead("|a|b|\n|-:|-:|\n", "|1|2|\n")],
  ["a table of Hebrew letters", withHead(`${"|א".repeat(10)}\n${"|-:".repeat(6)}${"|-".repeat(4)}\n`, `${"|א".repeat(10)}\n`)],
  ["a table of short rows", withHead(`|${to(60, "a|")}\n|${to(60, "-|")}\n`, "|x\n")],
  ["a table of many columns and rows", (length) => `${to(length / 4, "|a")}|\n${to(length / 4, "|-")}|\n${to(length / 2, "|x\n")}`],
  ["an indented list", withHead("• a\n", " b\n")],
  ["brackets in brackets", (length) => "[".repeat(length / 2) + "]".repeat(length / 2)],
  ["images in images", (length) => to(length / 2, "![") + to(length / 2, "](/a)")],
  ["a long address", (length) => `http://a.bc/${to(length, "([{")}`],
  ["a long domain", (length) => `a@${to(length, "b.")}`],
  ["ever longer ticks", ticks],
  ["ever longer ticks in two lines", (length) => `${ticks(length / 2)}\n${ticks(length / 2)}`],
  ["ever deeper lists", (length) => Array.from({ length: Math.sqrt(length) }, (_, depth) => `${" ".repeat(2 * depth)}- a\n`).join("")],
];

/** What blocks and footnotes make of a text, typed by the thousand. */
const BLOCK_SHAPES: (readonly [string, (length: number) => string])[] = [
  ...pieces(":::tip\na\n:::\n", ":::tip\n", ":::\n", ":::foo\n", ":::details a\n:::\n", "::snippet a\n", "::latest-news\n", "::topics a\n"),
  ...pieces(":::steps\n1. a\n:::\n", ":::cards\n- [a](/b)\n:::\n", ":", "::: ", ":::tip[", ":::tip ]", "```\n:::tip\n```\n:::\n"),
  ...pieces("[^1]", "[^1]: a\n", "a[^1]\n\n[^1]: b\n", "[^", "[^a]: [^a]\n"),
  ["many notes", (length) => Array.from({ length: length / 20 }, (_, index) => `a[^${index}]\n[^${index}]: b\n`).join("")],
  [
    "notes that lead to notes",
    (length) => `[^0]\n${Array.from({ length: length / 20 }, (_, index) => `[^${index}]: [^${index + 1}]\n`).join("")}`,
  ],
];

test.each(BLOCK_SHAPES)("%s on a page and in a mail is rendered in linear time, to at most eight times its bytes", (_, make) => {
  const text = make(16_000);
  for (const blocks of ["page", "mail"] as const) {
    const most = 8 * bytes(text + (text.includes("::snippet a") ? "word" : ""));
    expect(bytes(isolatedHtml(renderMarkdown(text, { blocks, anchors: true, snippet: () => "word" }).html))).toBeLessThanOrEqual(most);
    expectLinear(make, (part) => renderMarkdown(part, { blocks, anchors: true, snippet: () => "word" }));
  }
});

test.each(pieces("[here](", "![](", "## ", ":::tip\n", "[^1]", "utilise ", "word. ", "a.b.", "```\n", "["))(
  "%s is checked in linear time while it is written",
  (_, make) => {
    const avoided = [{ words: "utilise", instead: "use" }];
    expectLinear(make, (text) => checkWriting(text, { form: "page", avoided, year: 2026 }), 16_000);
  },
);

const bytes = (text: string) => Buffer.byteLength(text);

test.each(SHAPES)("B30: %s is rendered in linear time, to at most eight times its bytes", (_, make) => {
  const text = make(16_000);
  expect(bytes(isolatedHtml(renderMarkdown(text, { anchors: true }).html))).toBeLessThanOrEqual(8 * bytes(text));

  expectLinear(make, (part) => renderMarkdown(part, { anchors: true }));
});

test.each(SHAPES)("B30: %s in an enquiry is shown in linear time, at no more than eight times its bytes", (_, make) => {
  const text = make(16_000);
  expect(bytes(isolatedHtml(linkedText(text)))).toBeLessThanOrEqual(8 * bytes(text));

  expectLinear(make, linkedText);
});

const names = (count: number) => Array.from({ length: count }, (_, index) => `Dr ${String.fromCharCode(65 + (index % 26))}`);
const days = (cell: (day: number) => string, between: string) => Array.from({ length: 31 }, (_, day) => cell(day + 1)).join(between);
const rota = (staff: number, name: (of: string) => string) =>
  [`\t${days(String, "\t")}`, ...names(staff).map((of) => `${name(of)}\t${days((day) => (day % 9 ? "" : "x"), "\t")}`)].join("\n");
const figures = (rows: number) =>
  [`|Name${"|1".repeat(12)}|`, `|-${"|-:".repeat(12)}|`, ...names(rows).map((name) => `|${name}${"|7".repeat(12)}|`)].join("\n");

test.each([
  ["a table of single figures at the right", figures(15), '<td class="pn-right">7</td>'],
  ["a sparse rota of a month", rota(20, String), "<td>x</td>"],
  ["the same with bold names below a link", `https://www.nhs.uk/rota\n\n${rota(15, (name) => `**${name}**`)}`, "<strong>Dr A</strong>"],
  ["a sparse rota of many", rota(70, String), "<td>x</td>"],
  [
    "a list of addresses",
    names(31)
      .map((_, index) => `www.gp${index}.nhs.uk`)
      .join("\n"),
    '<a href="https://www.gp30.nhs.uk/"',
  ],
])("%s is no text that was made to swell", (_, text, expected) => {
  expect(renderMarkdown(text).html).toContain(expected);
});

test("a text that would swell is shown as it was typed, with its links while those do not", () => {
  const swelling = `www.nhs.uk\n\na\tb${to(16_000, `${"\t".repeat(30)}\n`).slice(1)}`;
  const { html } = renderMarkdown(swelling);

  expect(html).toMatch(/^<p><a href="https:\/\/www\.nhs\.uk\/".*<\/a><br \/><br \/>a\u2003b/);
  expect(renderMarkdown(to(16_000, "http://a.bc ")).html).toMatch(/^<p>http:\/\/a\.bc http/);
});

test("B30: other work on texts is linear: mails, excerpts, copied addresses, what nobody sees", () => {
  const blocks = ["|a|\n|-|\n", "a\tb\n", "|a|b|\n|-|-|\n\n", "- a\n", "1. a\n", "> a\n\n", "a\n", "# a\n", "```\na\n```\n", "---\n"];
  for (const piece of ["a *b* [c](/d)\n- e\n\n> f\n\n", ...blocks])
    expectLinear((length) => renderMarkdown(to(length, piece)).html, textFromHtml, 25_000);
  for (const piece of ["](", "[a](b ", "- -- ", "a "]) expectLinear((length) => to(length, piece), asWords, 100_000);
  for (const piece of [" ", "#", "\u200b", " a"]) {
    expectLinear((length) => to(length, piece), hasWords, 100_000);
    expectLinear((length) => to(length, piece), pastedAddress, 100_000);
  }
  for (const piece of ["](", "[a](b ", "[a](htp:/b)", "&lt;ab:", "&lt;ab", "&", "<", "<a ", '<a href="', "<pre>", "<code></pre>", "\n ["])
    expectLinear((length) => to(length, piece), linksOf, 100_000);
});

/** Half of the text is one, half the other. */
const halves = (head: string, one: string, other: string) => (length: number) => head + to(length / 2, one) + to(length / 2, other);
const GUARDED: (readonly [string, (length: number) => string])[] = [
  ["a row of dates and names under births", halves("dob|\n", "1/1/48|", "Aa ")],
  ["a row of names that are places", halves("dob|\n", "1/1/48|", "Green Ward|")],
  ["rows under births", withHead("DOB|Name\n", "1/1/48|Jo Hill\n")],
  ["rows under one long heading", halves("dob|", "x ", "\n1/1/48|Jo Hill")],
  ...pieces("Jo Hill 1/1/48 ", "Jo Hill, born 1/1/48 LS1 4AB\n", "Jo Hill LS1 4AB ", "born ", "1/1/48 ", "1/", "dob:", "LS1 4AB "),
  ...pieces("943 476 5919 ", "943", "nhs ", "ref no ", "Aa ", "Mrs ", "b. ", "\u200b", "\n\n", "\u00a0", "e\u0301", "–"),
];

test.each(GUARDED)("B30: %s is looked through for a patient’s details in linear time", (_, make) => {
  expectLinear(make, (text) => findPatientDetails(text, 2026), 16_000);
});

test("two long texts without a word in common are compared as wholes", () => {
  const [before, after] = ["a", "b"].map((letter) => Array.from({ length: 20_000 }, (_, index) => `${letter}${index}\n`).join(""));

  expect(compareTexts(before!, after!)).toEqual([
    { kind: "removed", text: before },
    { kind: "added", text: after },
  ]);
});

const MARKS = [
  "# ",
  "> ",
  "- ",
  "• ",
  "1. ",
  "+ ",
  "|",
  "\t",
  "\n",
  "\n\n",
  "    ",
  "**",
  "*",
  "_",
  "~~",
  "`",
  "[",
  "](",
  ")",
  "![",
  "]: ",
  "[^",
];
const MORE = [
  "---\n",
  "|-|-|\n",
  "===\n",
  "~~~",
  "```\n",
  "www.",
  "http://",
  "mailto:",
  "@",
  "ftp://",
  "<",
  "&lt;",
  "\\",
  "\u200b",
  "– ",
  ">",
];
const typed = fc.array(fc.constantFrom(...MARKS, ...MORE, "word", "word "), { maxLength: 40 }).map((parts) => {
  let count = 0;
  return parts.map((part) => part.replace("word", () => `word${++count}x`)).join("");
});

test("whatever is typed, no word of it vanishes", () => {
  fc.assert(
    fc.property(typed, (text) => {
      const { html } = renderMarkdown(text);
      for (const [word] of text.matchAll(/word\d+x/g)) expect(html).toContain(word);
    }),
    { numRuns: 1500 },
  );
});

test("whatever shows nothing once it is rendered is refused", () => {
  fc.assert(
    fc.property(typed, (text) => {
      const shown = renderMarkdown(text)
        .html.replace(/<[^>]*>/g, "")
        .replace(/&[a-z]+;/g, "a sign");
      // a number of a list is shown, and so is each bracket
      if (!isSeen(shown) && !/[<&]|\d/.test(text)) expect(hasWords(text)).toBe(false);
    }),
    { numRuns: 1500 },
  );
});

test("tags that are closed for each other settle, or nothing of them is left", () => {
  for (const piece of ["<p><table>", "<b><a>", "<table><p>", "<ul><li><ul>", "<a href='/x'><a href='/y'>"])
    expectLinear((length) => to(length, piece), sanitize);
});
