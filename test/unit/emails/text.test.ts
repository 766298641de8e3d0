import { expect, test } from "vitest";
import { textFromHtml } from "#emails/text";
import { renderMarkdown } from "~/lib/markdown.server";

const text = (markdown: string) => textFromHtml(renderMarkdown(markdown).html);

test("a table's columns stand below each other, a cell of several lines in its own", () => {
  const long = `${"word ".repeat(14)}end`;

  expect(text(`Rota:\n\n\tMon\tTuesday\nPat\t1\t[rota](/x)\nSam\t${long}\t\n\nBye`)).toBe(
    [
      "Rota:",
      "",
      `      Mon${" ".repeat(59)}Tuesday`,
      `Pat   1${" ".repeat(61)}rota </x>`,
      `Sam   ${"word ".repeat(12).trimEnd()}`,
      "      word word end",
      "",
      "Bye",
    ].join("\n"),
  );
});

test("a table without rows is its head", () => {
  expect(text("|a|b|\n|-|-|")).toBe("a   b");
});

test("one long word does not widen each row of its column", () => {
  const [head, row] = text(`|${"x".repeat(1000)}|a|\n|-|-|\n|b|c|`).split("\n");

  expect([head, row]).toEqual([`${"x".repeat(1000)}   a`, `b${" ".repeat(202)}c`]);
});
