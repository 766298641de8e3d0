import { setImmediate as breathe } from "node:timers/promises";
import PDFDocument from "pdfkit";
import { TooLongError } from "~/lib/errors";
import { attributeOf, parseRendered, plainText, type RenderedElement, type RenderedNode } from "~/lib/rendered-tree";
import { add, artifact, type Doc, escapeMetadata, FONTS, MARGIN, markSide, type Place, writePicture, writeTable } from "./pdf-parts.server";
import { type Run, runsOf, wordsOf } from "./pdf-runs";

/** Points. */
const FOOT = 40;
const BODY = 10.5;
const INDENT = 16;
const HEADINGS: Record<string, number> = { h2: 15, h3: 12.5, h4: 11 };

export type PdfText = {
  title: string;
  summary: string;
  /** Who publishes it; stands above the title and among what the file says of itself. */
  publisher: string;
  /** How far it can be trusted, and when it was made: a line each. */
  lines: readonly string[];
  /** Of the page on the site; stands at the foot of each sheet. */
  address: string;
  /** Of the site, for its own links. */
  site: string;
  html: string;
  createdAt: Date;
  /** A picture of the text, by its address, as JPEG. */
  picture: (src: string) => Promise<Buffer | null>;
};

/** `pause` stands between any two parts, however deep. */
type Writing = Place & { text: PdfText; outline: PDFKit.PDFOutline[]; pause: () => Promise<void> };

/**
 * A text as a tagged PDF with its language, title and bookmarks, laid out without a browser. Between its parts other requests have their
 * turn. @throws TooLongError once it is longer than `mostPages`
 */
export async function writePdf(text: PdfText, mostPages: number): Promise<Buffer> {
  const doc = new PDFDocument({
    size: "A4",
    margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: MARGIN + FOOT },
    bufferPages: true,
    pdfVersion: "1.7",
    tagged: true,
    lang: "en-GB",
    displayTitle: true,
    info: { Title: text.title, Author: text.publisher, Subject: text.summary, CreationDate: text.createdAt },
    font: FONTS.plain,
  });
  escapeMetadata(doc);
  const chunks: Buffer[] = [];
  const ended = new Promise<void>((done, failed) =>
    doc
      .on("data", (chunk: Buffer) => chunks.push(chunk))
      .on("end", done)
      .on("error", failed),
  );
  const root = doc.struct("Document");
  doc.addStructure(root);
  const pause = async () => {
    if (doc.bufferedPageRange().count > mostPages) throw new TooLongError("too-long-to-print");
    await breathe();
  };
  const writing: Writing = { doc, text, parent: root, outline: [doc.outline], indent: 0, pause };
  writeHead(writing);
  for (const node of parseRendered(text.html)) await writeBlock(writing, node);
  root.end();
  writeFeet(doc, text.address);
  doc.end();
  await ended;
  return Buffer.concat(chunks);
}

function writeHead({ doc, text, parent }: Writing): void {
  const say = (tag: string, font: keyof typeof FONTS, size: number, words: string, gap: number) =>
    add(doc, parent, tag, () => doc.font(FONTS[font]).fontSize(size).text(words).moveDown(gap));
  say("P", "plain", 9, text.publisher, 0.6);
  say("H1", "strong", 20, text.title, 0.3);
  say("P", "plain", 12, text.summary, 0.5);
  for (const line of text.lines) say("P", "plain", 9, line, 0.1);
  doc.moveDown(0.8);
}

async function writeBlock(writing: Writing, node: RenderedNode): Promise<void> {
  const { doc, text, parent, indent } = writing;
  await writing.pause();
  if (typeof node === "string") {
    if (node.trim()) writeRuns(writing, "P", runsOf([node], text.site));
    return;
  }
  const within = async (more: Partial<Writing> = {}) => {
    for (const child of node.children) await writeBlock({ ...writing, ...more }, child);
  };
  if (node.tag in HEADINGS) return writeHeading(writing, node);
  if (node.tag === "hr") {
    doc.moveDown(1);
    return;
  }
  if (node.tag === "ul" || node.tag === "ol") return writeList(writing, node);
  if (node.tag === "table") return writeTable(writing, rowsIn(node), text.site, writing.pause);
  if (node.tag === "pre") return writeRuns(writing, "P", [{ text: asTyped(node).trimEnd(), font: "code", link: null, isStruck: false }]);
  if (node.tag === "blockquote" || isBox(node)) {
    const from = { y: doc.y, page: doc.page };
    await within({ indent: indent + INDENT });
    if (doc.page === from.page) markSide(doc, MARGIN + indent + 4, from.y, doc.y - 6);
    return;
  }
  if (isLabel(node)) return writeRuns(writing, "P", boldRuns(writing, node));
  if (isInline(node) || node.tag === "p") return writeParagraph(writing, node);
  await within({ parent });
}

/** With its lines. */
const asTyped = (node: RenderedNode): string => (typeof node === "string" ? plainText(node) : node.children.map(asTyped).join(""));

/** What a box or an expander is called. */
const isLabel = ({ tag, open }: RenderedElement) => tag === "summary" || open.includes("nhsuk-warning-callout__label");
const boldRuns = ({ text }: Writing, node: RenderedElement): Run[] =>
  runsOf(node.children, text.site).map((run) => ({ ...run, font: "strong" }));

const isBox = ({ tag, open }: RenderedElement) => tag === "div" && /nhsuk-inset-text|nhsuk-warning-callout|pn-contact/.test(open);
const INLINE = new Set(["a", "strong", "em", "s", "code", "span", "sup", "br", "img"]);
const isInline = (node: RenderedNode): boolean => typeof node === "string" || INLINE.has(node.tag);

/** A paragraph, with the pictures in it below its words; of one that is not to be had its words say what it shows. */
async function writeParagraph(writing: Writing, node: RenderedElement): Promise<void> {
  const drawn = new Map<RenderedNode, Buffer>();
  for (const picture of picturesIn(node)) {
    const bytes = await writing.text.picture(attributeOf(picture, "src") ?? "");
    if (bytes) drawn.set(picture, bytes);
  }
  const words = (nodes: readonly RenderedNode[]): RenderedNode[] =>
    nodes.filter((each) => !drawn.has(each)).map((each) => (typeof each === "string" ? each : { ...each, children: words(each.children) }));
  writeRuns(writing, "P", runsOf(words([node]), writing.text.site));
  for (const [picture, bytes] of drawn) writePicture(writing, bytes, attributeOf(picture as RenderedElement, "alt") ?? "");
}

const picturesIn = (node: RenderedNode): RenderedElement[] =>
  typeof node === "string" ? [] : node.tag === "img" ? [node] : node.children.flatMap(picturesIn);

function writeRuns({ doc, parent, indent }: Writing, tag: string, runs: readonly Run[], size = BODY): void {
  if (!wordsOf(runs)) return;
  add(doc, parent, tag, () => {
    doc.fontSize(size);
    for (const [index, run] of runs.entries()) {
      const continued = index < runs.length - 1;
      const words = index === 0 ? run.text.trimStart() : run.text;
      const place: [number, number] | [] = index === 0 ? [MARGIN + indent, doc.y] : [];
      const look = { continued, link: run.link, underline: run.link !== null, strike: run.isStruck, paragraphGap: 6, lineGap: 2 };
      const options = { ...look, width: doc.page.width - 2 * MARGIN - indent } as PDFKit.Mixins.TextOptions;
      doc.font(FONTS[run.font]);
      if (place.length === 2) doc.text(words, place[0], place[1], options);
      else doc.text(words, options);
    }
  });
  doc.x = MARGIN;
}

function writeHeading(writing: Writing, node: RenderedElement): void {
  const { doc, outline } = writing;
  const level = Number(node.tag[1]) - 1;
  const runs = boldRuns(writing, node);
  // with some lines of what it is about
  if (doc.y > doc.page.height - doc.page.margins.bottom - 70) doc.addPage();
  doc.moveDown(0.5);
  const above = outline[Math.min(level - 1, outline.length - 1)]!;
  outline.splice(outline.indexOf(above) + 1, outline.length, above.addItem(wordsOf(runs)));
  writeRuns(writing, `H${level + 1}`, runs, HEADINGS[node.tag]);
}

async function writeList(writing: Writing, node: RenderedElement): Promise<void> {
  const { doc, parent, indent } = writing;
  const list = doc.struct("L");
  parent.add(list);
  let number = Number(attributeOf(node, "start") ?? 1);
  for (const item of node.children) {
    if (typeof item === "string") continue;
    await writing.pause();
    number = Number(attributeOf(item, "value") ?? number);
    const label = node.tag === "ol" ? `${number++}.` : "•";
    const point = doc.struct("LI");
    list.add(point);
    if (doc.y > doc.page.height - doc.page.margins.bottom - 2 * BODY) doc.addPage();
    const top = doc.y;
    add(doc, point, "Lbl", () =>
      doc
        .font(FONTS.plain)
        .fontSize(BODY)
        .text(label, MARGIN + indent, top, { lineBreak: false }),
    );
    doc.y = top;
    const body = doc.struct("LBody");
    point.add(body);
    const inside = { ...writing, parent: body, indent: indent + INDENT + (label.length > 2 ? 6 : 0) };
    const words = item.children.filter(isInline);
    if (words.length > 0) await writeParagraph(inside, { tag: "p", open: "", children: words });
    for (const child of item.children) if (!isInline(child)) await writeBlock(inside, child);
    if (doc.y === top) doc.moveDown(1);
    body.end();
    point.end();
  }
  list.end();
}

const rowsIn = (node: RenderedElement): RenderedElement[] =>
  node.children.flatMap((child) => (typeof child === "string" ? [] : child.tag === "tr" ? [child] : rowsIn(child)));

/** The address and the number of the sheet, at the foot of each. */
function writeFeet(doc: Doc, address: string): void {
  const { count } = doc.bufferedPageRange();
  for (let index = 0; index < count; index++) {
    doc.switchToPage(index);
    doc.page.margins.bottom = 0;
    artifact(doc, () => {
      doc.font(FONTS.plain).fontSize(8).fillColor("#4c6272");
      const y = doc.page.height - MARGIN;
      const width = doc.page.width - 2 * MARGIN;
      doc.text(address, MARGIN, y, { width: width - 80, lineBreak: false, ellipsis: true });
      doc.text(`${index + 1} of ${count}`, MARGIN, y, { width, align: "right", lineBreak: false });
    });
  }
}
