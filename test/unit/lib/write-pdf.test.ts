import { writeFileSync } from "node:fs";
import { inflateSync } from "node:zlib";
import { expect, test } from "vitest";
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
  await expect(writePdf(text(long), 5)).rejects.toThrow(RangeError);
});
