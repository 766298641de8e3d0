import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { renderMarkdown, sanitize } from "~/lib/markdown.server";
import { openBrowser } from "../support/browser";
import { ALL_PAYLOADS, PAYLOADS } from "../support/payloads";

const ALLOWED = [
  "P",
  "BR",
  "HR",
  "H2",
  "H3",
  "H4",
  "STRONG",
  "EM",
  "S",
  "CODE",
  "PRE",
  "BLOCKQUOTE",
  "UL",
  "OL",
  "LI",
  "A",
  "TABLE",
  "THEAD",
  "TBODY",
  "TR",
  "TH",
  "TD",
  "SPAN",
];

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** Of pages and issues beside that, and what they hold. */
const BLOCKS = ["DIV", "DETAILS", "SUMMARY", "SUP"];
const BLOCK_CLASSES = /^(?:nhsuk-(?:inset-text|warning-callout(?:__label)?)|pn-(?:details(?:__text)?|steps|cards|contact|footnotes))$/;

/** A payload in the title, the words and the attributes of each block and each line, as deep as they go. */
const inBlocks = (text: string): string[] => {
  const title = text.replaceAll("\n", " ");
  const within = (inner: string) => AROUND.map((name) => `:::${name} ${title}\n${inner}\n:::`);
  return [
    ...within(text),
    ...AROUND.map((name) => `:::${name}[${title}]{${title}}\n${text}\n:::`),
    `:::details ${title}\n:::tip ${title}\n:::cards ${title}\n:::steps\n${text}\n:::\n:::\n:::\n:::`,
    ...["snippet", "latest-news", "topics", title].flatMap((name) => [
      `::${name} ${title}`,
      `::${name}[${title}]{${title}}`,
      `:::${title}\n:::`,
    ]),
    `a[^1] b[^${title}]\n\n[^1]: ${title}\n[^${title}]: ${title}`,
    "::snippet payload",
  ];
};
const AROUND = ["note", "tip", "important", "warning", "details", "steps", "cards", "contact"];

test("every family of payloads is there", () => {
  expect(Object.keys(PAYLOADS)).toEqual(Array.from({ length: 66 }, (_, index) => `X${index + 1}`));
});

test("B14: what the sanitiser leaves of any payload runs nothing, asks for nothing and holds only what is allowed, with no other guard beside it", async () => {
  const made = ALL_PAYLOADS.flatMap(([family, text]) => [
    { family, html: renderMarkdown(text, { anchors: true }).html },
    { family, html: sanitize(text) },
    ...inBlocks(text).flatMap((typed) => [
      { family, html: renderMarkdown(typed, { anchors: true, blocks: "page", snippet: () => text }).html },
      { family, html: renderMarkdown(typed, { blocks: "mail" }).html },
    ]),
  ]);
  const context = await browser.newContext();
  const page = await context.newPage();
  const asked: string[] = [];
  await context.route("**/*", (route) => {
    asked.push(route.request().url());
    return route.abort();
  });
  page.on("dialog", (dialog) => void dialog.dismiss());

  const found = await page.evaluate(
    ({ made, allowed, classes }) => {
      const wrong: string[] = [];
      for (const { family, html } of made) {
        const place = document.createElement("div");
        document.body.append(place);
        place.innerHTML = html;
        for (const element of place.querySelectorAll("*")) {
          const name = `${family} <${element.tagName.toLowerCase()}>`;
          if (!allowed.includes(element.tagName) || element.namespaceURI !== "http://www.w3.org/1999/xhtml") wrong.push(name);
          for (const { name: attribute, value } of element.attributes) {
            const fits =
              (attribute === "href" && /^(https?:\/\/(?![^/]*@)|mailto:|#|\/(?![/\\]))/.test(value)) ||
              (attribute === "id" && /^(?:section-|note-)/.test(value)) ||
              (attribute === "class" && (value === "pn-offsite" || new RegExp(classes).test(value))) ||
              (attribute === "data-live" && /^(?:latest-news|topics)[ a-z0-9-]*$/.test(value)) ||
              ["rel", "scope", "start"].includes(attribute);
            if (!fits) wrong.push(`${name} ${attribute}="${value}"`);
          }
        }
      }
      return wrong;
    },
    { made, allowed: [...ALLOWED, ...BLOCKS], classes: BLOCK_CLASSES.source },
  );
  await page.waitForTimeout(300);

  expect(found).toEqual([]);
  expect(await page.evaluate(() => (window as { __ran?: number }).__ran)).toBeUndefined();
  expect(asked).toEqual([]);
  await context.close();
});

test("B15: a browser reads the same tree from a rendered text as the server wrote", async () => {
  const made = ALL_PAYLOADS.map(([, text]) => renderMarkdown(text).html);
  const page = await browser.newPage();

  const trees = await page.evaluate(
    (made) =>
      made.map((html) =>
        [...Object.assign(document.createElement("div"), { innerHTML: html }).querySelectorAll("*")].map(({ tagName }) => tagName),
      ),
    made,
  );

  const written = (html: string) => [...html.matchAll(/<([a-z][a-z0-9]*)/g)].map(([, tag]) => tag!.toUpperCase());
  for (const [index, tree] of trees.entries()) expect(tree, ALL_PAYLOADS[index]![1]).toEqual(written(made[index]!));
  await page.close();
});
