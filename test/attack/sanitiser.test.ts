import fc from "fast-check";
import { expect, test } from "vitest";
import { renderMarkdown, sanitize } from "~/lib/markdown.server";

/** Twigs that grow into trees: what may stay, what may not, and what confuses parsers. */
const TAGS = [
  "p",
  "a",
  "em",
  "strong",
  "ul",
  "li",
  "table",
  "tr",
  "td",
  "blockquote",
  "code",
  "h1",
  "h2",
  "script",
  "style",
  "svg",
  "math",
  "mglyph",
  "mtext",
  "foreignObject",
  "iframe",
  "object",
  "embed",
  "form",
  "button",
  "input",
  "img",
  "video",
  "template",
  "noscript",
  "title",
  "textarea",
  "xmp",
  "plaintext",
  "base",
  "meta",
  "link",
  "details",
  "marquee",
  "select",
  "option",
  "annotation-xml",
  "desc",
];
const ATTRIBUTES = [
  "href",
  "src",
  "onerror",
  "onclick",
  "style",
  "id",
  "name",
  "class",
  "srcdoc",
  "formaction",
  "action",
  "data-island",
  "xlink:href",
  "target",
  "rel",
  "start",
  "scope",
  "autofocus",
  "onfocus",
  "is",
  "slot",
];
const VALUES = [
  "https://nhs.uk/x",
  "http://a.example",
  "mailto:a@b.example",
  "/guidance",
  "//evil.example",
  "/\\evil.example",
  "javascript:alert(1)",
  "jav\tascript:alert(1)",
  "&#106;avascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "\u0001javascript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "vbscript:x",
  "https://nhs.uk@evil.example/",
  "file:///etc/passwd",
  "blob:x",
  '"><script>alert(1)</script>',
  "' onerror='alert(1)",
  "x",
  "",
];
const TEXTS = [
  "text",
  "<",
  ">",
  "&",
  "&lt;script&gt;",
  "<!--",
  "-->",
  "<!-->",
  "--!>",
  "<![CDATA[",
  "]]>",
  "<?xml ?>",
  "<!DOCTYPE html>",
  "</script",
  "<script",
  "</textarea>",
  "\u0000",
  "\uFEFF",
  "`",
  "**b**",
  "[l](javascript:alert(1))",
  "![i](x)",
  "<a/href=javascript:alert(1)>",
  "<img src=x onerror=alert(1)//",
  "<svg/onload=alert(1)>",
  "\n\n# h\n\n",
  "\n> q\n",
  "\n```\ncode\n```\n",
  "\n| a | b |\n|---|---|\n| <b> | c |\n",
  "<https://a.example>",
  "https://a.example/<script>",
];

const { tree } = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.constantFrom(...TEXTS),
    fc
      .record({
        tag: fc.constantFrom(...TAGS),
        attributes: fc.array(fc.tuple(fc.constantFrom(...ATTRIBUTES), fc.constantFrom(...VALUES), fc.constantFrom('"', "'", "")), {
          maxLength: 3,
        }),
        children: fc.array(tie("tree"), { maxLength: 3 }),
        end: fc.constantFrom("close", "open", "wrong"),
      })
      .map(({ tag, attributes, children, end }) => {
        const words = attributes.map(([name, value, quote]) => ` ${name}=${quote}${value}${quote}`).join("");
        const close = end === "close" ? `</${tag}>` : end === "wrong" ? "</div>" : "";
        return `<${tag}${words}>${children.join("")}${close}`;
      }),
  ),
}));

const RUNS = { numRuns: Number(process.env.TREES ?? 2000) };
const ALLOWED = /^<\/?(p|br|hr|h2|h3|h4|strong|em|s|code|pre|blockquote|ul|ol|li|a|table|thead|tbody|tr|th|td|span)(\s[^<>]*)?\s*\/?>$/;
const ALLOWED_ATTRIBUTE =
  /^(href="(https?:\/\/[^"]*|mailto:[^"]*|\/(?![/\\])[^"]*|#[^"]*)"|rel="noopener nofollow ugc"|start="-?\d+"|scope="col"|class="pn-offsite"|id="section-[a-z0-9-]{1,80}")$/;

/** Every tag of the result, with its attributes, judged one by one; whatever else holds no opening bracket. */
function judge(html: string): string[] {
  const wrong: string[] = [];
  const rest = html.replace(/<[^<>]*>/g, (tag) => {
    if (!ALLOWED.test(tag)) wrong.push(tag);
    for (const [, attribute = ""] of tag.matchAll(/\s([^\s=]+="[^"]*")/g))
      if (!ALLOWED_ATTRIBUTE.test(attribute)) wrong.push(`${tag}: ${attribute}`);
    return "";
  });
  return /[<>]/.test(rest.replaceAll("&gt;", "")) ? [...wrong, rest] : wrong;
}

test("B15: of any tree only the allowed elements, attributes and schemes are left", () => {
  fc.assert(
    fc.property(tree, (html) => {
      expect(judge(sanitize(html))).toEqual([]);
    }),
    RUNS,
  );
});

test("B15: sanitising again changes nothing", () => {
  fc.assert(
    fc.property(tree, (html) => {
      const once = sanitize(html);
      expect(sanitize(once)).toBe(once);
    }),
    RUNS,
  );
});

test("B15: what people type as Markdown comes out the same way", () => {
  fc.assert(
    fc.property(tree, (text) => {
      for (const anchors of [false, true]) {
        const { html } = renderMarkdown(text, { anchors });
        expect(judge(html)).toEqual([]);
        expect(sanitize(html)).toBe(html);
      }
    }),
    RUNS,
  );
});

test.each([
  ["[x](https://nhs.uk@evil.example/a)", 'href="https://evil.example/a"'],
  ["[x](https://user:secret@nhs.uk/)", 'href="https://nhs.uk/"'],
])("B15: user names are dropped from the links of %s", (text, link) => {
  expect(renderMarkdown(text).html).toContain(link);
  expect(renderMarkdown(text).html).not.toMatch(/@|secret/);
});

test.each([
  ["# location", "section-location"],
  ['# "><script>alert(1)</script>', "section-script-alert-1-script"],
  ["# maincontent", "section-maincontent"],
  ["# 山田", "section-part"],
])("X57: the heading %s is linked to by a word that nothing else goes by", (text, id) => {
  const { html } = renderMarkdown(text, { anchors: true });

  expect([...html.matchAll(/ id="([^"]*)"/g)].map(([, found]) => found)).toEqual([id]);
});

test("X57: headings that say the same have ids of their own, and without anchors there are none", () => {
  const { html } = renderMarkdown("# Who pays\n\n# Who pays\n\n# Who pays 2", { anchors: true });

  expect([...html.matchAll(/ id="([^"]*)"/g)].map(([, found]) => found)).toEqual([
    "section-who-pays",
    "section-who-pays-2",
    "section-who-pays-2-2",
  ]);
  expect(renderMarkdown("# Who pays").html).toBe("<h2>Who pays</h2>");
});
