import { createRequire } from "node:module";
import type { RenderedElement } from "~/lib/rendered-tree";
import { escapeXml } from "~/lib/xml";
import { type Run, runsOf, wordsOf } from "./pdf-runs";

export type Doc = PDFKit.PDFDocument;

/** Where something is written: under which part of the tree, and how far from the left. */
export type Place = { doc: Doc; parent: PDFKit.PDFStructureElement; indent: number };

const folder = createRequire(import.meta.url)
  .resolve("dejavu-fonts-ttf/package.json")
  .replace("package.json", "ttf/");

/** By their files: a font that is called something else is read anew each time that a cell of a table or a name is written in it. */
export const FONTS = {
  plain: `${folder}DejaVuSans.ttf`,
  strong: `${folder}DejaVuSans-Bold.ttf`,
  em: `${folder}DejaVuSans-Oblique.ttf`,
  both: `${folder}DejaVuSans-BoldOblique.ttf`,
  code: `${folder}DejaVuSansMono.ttf`,
};

/** Points. */
export const MARGIN = 56;

/** What of the tree is marked for whoever hears it; its words are written at once. */
export function add(doc: Doc, parent: Place["parent"], tag: string, write: () => void): void {
  parent.add(doc.struct(tag, {}, write));
}

/** The rows of a table, with a pause before each: what is read out as head and as cell, each in one look. */
export async function writeTable(
  { doc, parent, indent }: Place,
  rows: readonly RenderedElement[],
  site: string,
  pause: () => Promise<void>,
): Promise<void> {
  const cellsOf = (row: RenderedElement) =>
    row.children
      .filter((cell): cell is RenderedElement => typeof cell !== "string")
      .map((cell) => {
        const isHead = cell.tag === "th";
        const words = wordsOf(runsOf(cell.children, site).map(saidStruck));
        return {
          text: words,
          type: isHead ? ("TH" as const) : ("TD" as const),
          font: { src: isHead ? FONTS.strong : FONTS.plain, size: 9 },
        };
      });
  doc.font(FONTS.plain).fontSize(9);
  doc.x = MARGIN + indent;
  const look = { border: [0, 0, 0.5, 0], borderColor: "#768692", padding: 4, align: { x: "left", y: "top" } };
  const table = doc.table({ structParent: parent, defaultStyle: look, maxWidth: doc.page.width - 2 * MARGIN - indent } as never);
  for (const row of rows) {
    await pause();
    table.row(cellsOf(row));
  }
  table.end();
  doc.x = MARGIN;
  doc.moveDown(0.8);
}

/** A cell has one look: what is struck out in it is said. */
const saidStruck = (run: Run): Run => (run.isStruck ? { ...run, text: `${run.text} (struck out)` } : run);

/** A picture, as wide as the text and not as high as the sheet; without words it is decoration. */
export function writePicture({ doc, parent, indent }: Place, bytes: Buffer, alt: string): void {
  const picture = (doc as unknown as { openImage: (bytes: Buffer) => { width: number; height: number } }).openImage(bytes);
  const scale = Math.min((doc.page.width - 2 * MARGIN - indent) / picture.width, 320 / picture.height, 0.75);
  const size = { width: picture.width * scale, height: picture.height * scale };
  if (doc.y + size.height > doc.page.height - doc.page.margins.bottom) doc.addPage();
  const top = doc.y;
  const draw = () => void doc.image(picture as never, MARGIN + indent, top, size);
  if (alt) parent.add(doc.struct("Figure", { alt }, draw));
  else artifact(doc, draw);
  doc.y = top + size.height + 8;
}

/** What is there to be seen, and says nothing. */
export function artifact(doc: Doc, draw: () => void): void {
  doc.markContent("Artifact", { type: "Layout" });
  draw();
  doc.endMarkedContent();
}

export function markSide(doc: Doc, x: number, from: number, to: number): void {
  artifact(doc, () => void doc.save().lineWidth(3).strokeColor("#005eb8").moveTo(x, from).lineTo(x, to).stroke().restore());
}

/** The title, the publisher and the summary are written into XML as they are: from here on they are signs of it. */
export function escapeMetadata(doc: Doc): void {
  const inside = doc as unknown as { info: Record<string, unknown>; endMetadata: () => void };
  const end = inside.endMetadata.bind(doc);
  inside.endMetadata = () => {
    for (const key of ["Title", "Author", "Subject"]) inside.info[key] = escapeXml(String(inside.info[key]));
    end();
  };
}
