import { expect, test } from "vitest";
import { atomFeed, lastChange } from "~/features/content/news/atom-feed";
import { renderMarkdown } from "~/lib/markdown.server";

const baseUrl = "https://network.example";
const at = new Date("2026-11-21T12:00:00Z");
const article = (more: object = {}) => ({
  code: "0123456789",
  path: "news/a",
  title: "A title",
  summary: "A summary",
  bodyHtml: "<p>Text</p>",
  publishedAt: at,
  updatedAt: at,
  ...more,
});

/** The names of a document's elements in order, ends with a slash; throws at anything that is not well formed. */
function elementsOf(xml: string): string[] {
  const open: string[] = [];
  const names: string[] = [];
  const TAG = /<(\/?)([a-z]+)((?: [a-z:]+="(?:[^"<&]|&(?:amp|lt|gt|quot|#39);)*")*)(\/?)>/g;
  const rest = xml.replace(/^<\?xml version="1.0" encoding="UTF-8"\?>\n/, "").replace(TAG, (_, end, name, _attributes, isEmpty) => {
    if (end && open.pop() !== name) throw new Error(`</${name}> ends nothing`);
    if (!end && !isEmpty) open.push(name);
    names.push(end + name);
    return "";
  });
  if (open.length > 0) throw new Error(`${open.join(" ")} never ends`);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML has no way to write them
  const bare = /[<>]|&(?!(?:amp|lt|gt|quot|#39);)|[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/.exec(rest);
  if (bare) throw new Error(`“${bare[0]}” stands bare in ${rest.slice(bare.index, bare.index + 40)}`);
  return names;
}

test("an empty feed is a whole feed", () => {
  expect(elementsOf(atomFeed({ title: "News", baseUrl, articles: [] }))).toEqual([
    "feed",
    "id",
    "/id",
    "title",
    "/title",
    "updated",
    "/updated",
    "author",
    "name",
    "/name",
    "/author",
    "link",
    "link",
    "/feed",
  ]);
});

test.each([
  "]]></content></entry>",
  "</title><script>alert(1)</script>",
  "<!--",
  "<![CDATA[",
  "&lt;script&gt;",
  '"><x y="',
  "\u0000\u0008\uFFFE\uD800",
  "&#60;",
  "<!ENTITY a SYSTEM 'file:///etc/passwd'>",
])("B37, X64: %j is text in every place of the feed", (ugly) => {
  const plain = elementsOf(atomFeed({ title: "News", baseUrl, articles: [article()] }));
  const { html } = renderMarkdown(`${ugly}\n\n[${ugly}](https://a.example/?a=1&b=${ugly})`);
  const xml = atomFeed({ title: ugly, baseUrl, articles: [article({ title: ugly, summary: ugly, bodyHtml: html })] });

  expect(elementsOf(xml)).toEqual(plain);
  expect(xml).not.toMatch(/<!|CDATA\[[^&]*\]\]>/);
});

test("an entry keeps its id when its article moves", () => {
  const idOf = (path: string) => /<entry>\n<id>(.*?)<\/id>/.exec(atomFeed({ title: "News", baseUrl, articles: [article({ path })] }))?.[1];

  expect(idOf("news/a")).toBe("tag:network.example,2026:0123456789");
  expect(idOf("news/b")).toBe(idOf("news/a"));
});

test("the feed is as new as the newest change in it", () => {
  expect(lastChange([{ updatedAt: at }, { updatedAt: new Date("2026-11-22T12:00:00Z") }])).toEqual(new Date("2026-11-22T12:00:00Z"));
  expect(lastChange([])).toEqual(new Date(0));
});
