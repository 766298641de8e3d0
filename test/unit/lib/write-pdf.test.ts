import { writeFileSync } from "node:fs";
import { inflateSync } from "node:zlib";
import { extractText, extractTextItems } from "unpdf";
import { expect, test } from "vitest";
import { TooLongError } from "~/lib/errors";
import { renderMarkdown } from "~/lib/markdown.server";
import { runsOf, wordsOf } from "~/lib/pdf/pdf-runs";
import { type PdfText, writePdf } from "~/lib/pdf/write-pdf.server";
import { parseRendered } from "~/lib/rendered-tree";

const SITE = "https://network.example";
const text = (html: string): PdfText => ({
  title: "Rotas & leave",
  summary: "How to draw one that holds.",
  publisher: "Practice Network",
  lines: ["Checked on 5 March 2026 by Asha Patel.", "Next check by 5 March 2027."],
  address: `${SITE}/guidance/rotas`,
  site: SITE,
  html,
  createdAt: new Date("2026-11-30T12:00:00Z"),
  picture: async () => null,
});

/** One white dot, as JPEG. */
const DOT =
  "/9j/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AR//Z";

/** What stands in a file beside its packed parts, and in those. */
function partsOf(pdf: Buffer): string {
  const raw = pdf.toString("latin1");
  const packed = [...raw.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].flatMap(([, part]) => {
    try {
      return [inflateSync(Buffer.from(part!, "latin1")).toString("latin1")];
    } catch {
      return [];
    }
  });
  return [raw, ...packed].join("\n");
}

const sheets = (pdf: Buffer) => partsOf(pdf).match(/\/Type \/Page\b(?!s)/g)?.length ?? 0;

const MARKDOWN = `Before the **rota**, *ask*. See [the leave form](/guidance/leave) and [the regulator](https://cqc.example/rules).

## Who is in

1. The first
   - a point in it
   - another
2. The second, with \`code\`

| Day | In |
| --- | --- |
| Monday | Asha |
| Friday | ~~Ben~~ Cyd |

### What goes wrong

> A quote of somebody.

::: warning Do not forget
The keys.
:::

## The end

Żółć, Ελλάδα, Привет.
`;

test("a page becomes a tagged document with language, title, bookmarks and the tree of its text", async () => {
  const pdf = await writePdf(text(renderMarkdown(MARKDOWN, { anchors: true, blocks: "page" }).html), 20);
  if (process.env.PDF_TO) writeFileSync(process.env.PDF_TO, pdf);
  const parts = partsOf(pdf);
  expect(pdf.subarray(0, 8).toString("latin1")).toMatch(/^%PDF-1\.7/);
  expect(parts).toContain("/Marked true");
  expect(parts).toContain("/Lang (en-GB)");
  expect(parts).toContain("/DisplayDocTitle true");
  expect(parts).toMatch(/\(Rotas & leave\)\s+endobj/);
  for (const tag of ["Document", "H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD"])
    expect(parts, tag).toMatch(new RegExp(`/S /${tag}\\b`));
  expect(parts.match(/\/Title \((Who is in|What goes wrong|The end)\)/g)).toHaveLength(3);
  for (const address of [`${SITE}/guidance/leave`, "https://cqc.example/rules"]) expect(parts).toContain(`(${address})`);
  expect(sheets(pdf)).toBe(1);
});

test("paper says where a link leads, unless its words do, and nothing of what only a screen needs", () => {
  const words = (markdown: string) => wordsOf(runsOf(parseRendered(renderMarkdown(markdown).html), SITE));
  expect(words("See [the rules](https://cqc.example/rules).")).toBe("See the rules (https://cqc.example/rules).");
  expect(words("See [leave](/guidance/leave).")).toBe(`See leave (${SITE}/guidance/leave).`);
  expect(words("See https://cqc.example/rules.")).toBe("See https://cqc.example/rules.");
  expect(words("A & B < C “D”")).toBe("A & B < C “D”");
});

test("a long text has all its sheets, each with its number, and one without an end is refused", async () => {
  const long = renderMarkdown(
    Array.from({ length: 120 }, (_, index) => `## Part ${index}\n\n${"Words of the part. ".repeat(30)}`).join("\n\n"),
  ).html;
  const pdf = await writePdf(text(long), 60);
  expect(sheets(pdf)).toBeGreaterThan(10);
  await expect(writePdf(text(long), 5)).rejects.toThrow(TooLongError);
});

const ROWS = "<tr><td>A room</td><td>Another room</td></tr>";

test.each([
  ["list", `<ol>${"<li>A point.</li>".repeat(1500)}</ol>`],
  ["table", `<table><tbody>${ROWS.repeat(800)}</tbody></table>`],
  ["quote", `<blockquote>${"<p>A word.</p>".repeat(1500)}</blockquote>`],
])(
  "one %s without an end leaves others their turn, and is given up where it is too long",
  async (_what, html) => {
    let turns = 0;
    const other = setInterval(() => turns++, 0);
    await expect(writePdf(text(html), 12)).rejects.toThrow(TooLongError);
    clearInterval(other);
    expect(turns).toBeGreaterThan(20);
    const [, tag] = /<(li|tr|p)>/.exec(html)!;
    const tags = { li: "LI", tr: "TR", p: "P" };
    expect(partsOf(await writePdf(text(html), 200)).split(`/S /${tags[tag as "li"]}\n`).length).toBeGreaterThan(799);
  },
  60_000,
);

test("a picture that is not drawn is said in its words, wherever it is; one that is drawn is not said twice", async () => {
  const picture = (alt: string) => `<img src="/files/0123456789/1.webp" alt="${alt}">`;
  const html = `<h2>Ways ${picture("In heading")}</h2><p>Words ${picture("In &amp; out")}</p>
    <table><tr><td>${picture("In cell")}</td></tr></table><ul><li>${picture("In list")}</li></ul><p>${picture("")}</p>`;
  const wordsOfPdf = async (pdf: Buffer) => (await extractText(new Uint8Array(pdf), { mergePages: true })).text;
  const said = await wordsOfPdf(await writePdf(text(html), 20));
  for (const words of ["In heading", "In & out", "In cell", "In list"]) expect(said).toContain(`[Picture: ${words}]`);

  const dot = Buffer.from(DOT, "base64");
  const drawn = await writePdf({ ...text(html), picture: async () => dot }, 20);
  expect((await wordsOfPdf(drawn)).match(/In [a-z& ]+/g)).toEqual(["In heading", "In cell"]);
  expect(partsOf(drawn)).toContain("/Alt (In & out)");
});

test("what was typed line by line has its lines", async () => {
  const pdf = await writePdf(text("<pre><code>upper\nlower\n</code></pre>"), 20);
  const { items } = await extractTextItems(new Uint8Array(pdf));
  const height = (word: string) => items.flat().find(({ str }) => str.includes(word))!.y;
  expect(height("upper")).toBeGreaterThan(height("lower") + 5);
});

test("what a file says of itself is XML, whatever its title holds", async () => {
  const pdf = await writePdf({ ...text("<p>Words.</p>"), title: "A & B <c></rdf:li>", summary: "“Ü” & more" }, 20);
  const [xml] = /<x:xmpmeta[\s\S]*<\/x:xmpmeta>/.exec(pdf.toString("utf8"))!;
  expect(xml).toContain("A &amp; B &lt;c&gt;&lt;/rdf:li&gt;");
  expect(xml).toContain("“Ü” &amp; more");
  expect(xml).not.toMatch(/&(?!amp;|lt;|gt;)/);
  expect(partsOf(pdf)).toContain("(A & B <c></rdf:li>)");
});
