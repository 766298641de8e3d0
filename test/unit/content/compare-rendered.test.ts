import fc from "fast-check";
import { expect, test } from "vitest";
import { compareRendered } from "~/features/content/revisions/compare-rendered";
import { renderMarkdown } from "~/lib/markdown.server";

const SAID = /<span class="nhsuk-u-visually-hidden"> ?\[?(?:added: |removed: |\] )<\/span>/g;
const html = (text: string) => renderMarkdown(text, { blocks: "page", anchors: true }).html;
const compared = (before: string, after: string) => compareRendered(html(before), html(after)).replace(SAID, "");

test.each([
  ["Close at five.", "Close at six.", "<p>Close at <del>five</del><ins>six</ins>.</p>"],
  ["One **bold** word", "One bold word", "<p>One <del><strong>bold</strong></del><ins>bold</ins> word</p>"],
  ["[Guide](/a)", "[Guide](/b)", '<p><del><a href="/a">Guide</a></del><ins><a href="/b">Guide</a></ins></p>'],
  ["One\n\nTwo", "One", "<p>One</p>\n<p><del>Two</del></p>"],
  ["One", "One\n\n## New\n\nTwo", "<p>One</p>\n<h2><ins>New</ins></h2>\n<p><ins>Two</ins></p>"],
  ["- a\n- b\n- c", "- a\n- c", "<ul><li>a</li>\n<li><del>b</del></li>\n<li>c</li>\n</ul>"],
  ["|a|b|\n|-|-|\n|1|2|", "|a|b|\n|-|-|\n|1|3|\n|4|5|", "<td><del>2</del><ins>3</ins></td>"],
  ["|a|b|\n|-|-|\n|1|2|", "|a|b|\n|-|-|\n|1|2|\n|4|5|", "<tr><td><ins>4</ins></td>\n<td><ins>5</ins></td>"],
  [":::tip\nA\n:::", ":::tip\nB\n:::", '<div class="nhsuk-inset-text"><p><strong>Tip</strong></p>\n<p><del>A</del><ins>B</ins></p>'],
  ["1 < 2 & 3", "1 < 2 & 4", "1 &lt; 2 &amp; <del>3</del><ins>4</ins>"],
])("%j and then %j", (before, after, shown) => {
  expect(compared(before, after)).toContain(shown);
});

test("what came and what went is said in words too", () => {
  expect(compareRendered(html("five"), html("six"))).toBe(
    '<p><del><span class="nhsuk-u-visually-hidden"> [removed: </span>five<span class="nhsuk-u-visually-hidden">] </span></del><ins><span class="nhsuk-u-visually-hidden"> [added: </span>six<span class="nhsuk-u-visually-hidden">] </span></ins></p>',
  );
});

const piece = fc.constantFrom(
  "a",
  "**b**",
  "- c\n- d",
  "1. e",
  "## f",
  "|g|h|\n|-|-|\n|i|j|",
  "> k",
  "[l](/m)",
  ":::tip\nn\n:::",
  "`<o>`",
  "- p\n  - q",
);
const text = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join("\n\n"));
const flat = (html: string) => html.replace(/<[^>]*>|\s+/g, "");

test("without what went it says the later text, without what came the earlier, and every tag is closed", () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const both = compareRendered(html(before), html(after)).replace(SAID, "");
      expect(flat(both.replace(/<del>[\s\S]*?<\/del>/g, ""))).toBe(flat(html(after)));
      expect(flat(both.replace(/<ins>[\s\S]*?<\/ins>/g, ""))).toBe(flat(html(before)));
      const open: string[] = [];
      for (const [, closing, tag] of both.matchAll(/<(\/?)([a-z0-9]+)[^>]*>/g)) {
        if (closing) expect(open.pop()).toBe(tag);
        else if (!/^(?:br|hr|img)$/.test(tag!)) open.push(tag!);
      }
      expect(open).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test("a text compared with itself has no mark", () => {
  expect(compared("## a\n\n- b\n\n|c|\n|-|\n|d|", "## a\n\n- b\n\n|c|\n|-|\n|d|")).not.toMatch(/<(?:ins|del)/);
});
