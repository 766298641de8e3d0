import { expect, test } from "vitest";
import { fileHtml, focalClass, type ShownFile } from "~/features/files/file-html";
import { renderMarkdown } from "~/lib/markdown.server";

const docx: ShownFile = { code: "abcdefghjk", kind: "docx", name: "Book.docx", size: 84_000, width: null, height: null };
const picture: ShownFile = { code: "abcdefghjk", kind: "picture", name: "a.webp", size: 9000, width: 480, height: 300 };
const render = (text: string, blocks?: "page" | "mail") =>
  renderMarkdown(text, { blocks, file: (_code, words, caption) => fileHtml(picture, words, caption) }).html;

test.each([
  ["Appointment book template", "Appointment book template (Word, 84 kB)"],
  ["Appointment book template (Word, 84 kB)", "Appointment book template (Word, 84 kB)"],
  ["Appointment book template (Word document)", "Appointment book template (Word, 84 kB)"],
  ["Template [docx 80KB]", "Template (Word, 84 kB)"],
  ["Words and figures (2026)", "Words and figures (2026) (Word, 84 kB)"],
  ["", "Book (Word, 84 kB)"],
  ["(PDF)", "Book (Word, 84 kB)"],
])("a link to a file that is called “%s” says “%s”", (typed, said) => {
  expect(fileHtml(docx, typed)).toBe(`<a data-file="abcdefghjk" href="/files/abcdefghjk/Book.docx">${said}</a>`);
});

test.each([
  ["in a post", undefined],
  ["in a page", "page"],
  ["in a mail", "mail"],
] as const)("words below a picture make it a figure %s, of text alone", (_where, blocks) => {
  const html = render('![A kettle](file:abcdefghjk "Ours, <b>in</b> May")', blocks);
  expect(html).toMatch(
    /^<figure><a href="[^"]+"><img data-file="abcdefghjk"[^>]+><\/a><figcaption>Ours, &lt;b&gt;in&lt;\/b&gt; May<\/figcaption><\/figure>$/,
  );
});

test("a figure stands in no paragraph; amid words its caption stands behind it", () => {
  expect(render('Before\n\n![A](file:abcdefghjk "Below")\n\nBehind')).toMatch(/^<p>Before<\/p>\n?<figure>.*<\/figure>\n?<p>Behind<\/p>$/s);
  expect(render('See ![A](file:abcdefghjk "below") here')).toMatch(/^<p>See <a .*<\/a> \(below\) here<\/p>$/);
  expect(render('- ![A](file:abcdefghjk "Below")')).toMatch(/^<ul>\n<li><figure>.*<\/figure><\/li>\n<\/ul>$/s);
});

test("a picture beside the text stands in its block; a mail shows it without", () => {
  const text = ":::beside\n![A](file:abcdefghjk)\n:::";
  expect(render(text, "page")).toMatch(/^<div class="pn-beside">\s*<p><a .*<\/a><\/p>\s*<\/div>$/s);
  expect(render(text, "mail")).toMatch(/^<p><a .*<\/a><\/p>$/s);
  expect(render(text)).toContain(":::beside");
});

test("which part of a picture stays is said in steps of ten, and nothing of the middle", () => {
  expect(focalClass({ focalX: 50, focalY: 50 })).toBe("");
  expect(focalClass({ focalX: 53, focalY: 4 })).toBe("pn-y-0");
  expect(focalClass({ focalX: 100, focalY: 66 })).toBe("pn-x-100 pn-y-70");
});
