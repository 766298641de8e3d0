// A thread of its own, begun by words-of-file.server.ts: reads what one file says, and ends. Plain JavaScript, since it is run as it
// stands here.
import { parentPort, workerData } from "node:worker_threads";
import { inflateRawSync } from "node:zlib";

/** Bytes of one part when it is unpacked, whatever its list says. */
const MOST_OF_PART = 20 * 1024 * 1024;
const MOST_PAGES = 500;

const { bytes, parts, mostWords } = workerData;
parentPort.postMessage((parts ? readParts() : await readPdf()).slice(0, mostWords));

function readParts() {
  let text = "";
  for (const part of parts) {
    if (text.length > mostWords) break;
    text += wordsOfXml(unpack(part));
  }
  return text;
}

function unpack({ at, packed, method }) {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (at + 30 > view.length || view.readUInt32LE(at) !== 0x04034b50) return "";
  const start = at + 30 + view.readUInt16LE(at + 26) + view.readUInt16LE(at + 28);
  const lying = view.subarray(start, start + packed);
  try {
    return (method === 8 ? inflateRawSync(lying, { maxOutputLength: MOST_OF_PART }) : lying).toString("utf8");
  } catch {
    return "";
  }
}

/**
 * What readers see of a part: of Word, Excel and PowerPoint what stands in elements called `t`, so no field, no formula and nothing that
 * was deleted and is kept; of OpenDocument everything but what changed. A cell, a line and a paragraph end a word.
 */
function wordsOfXml(xml) {
  const isOpenDocument = xml.includes("<office:document-content");
  let text = "";
  let isRead = isOpenDocument;
  for (let at = 0; at < xml.length && text.length <= mostWords; ) {
    const open = xml.indexOf("<", at);
    if (isRead) text += plain(xml.slice(at, open < 0 ? xml.length : open));
    const close = open < 0 ? -1 : xml.indexOf(">", open);
    if (close < 0) break;
    at = close + 1;
    const [, slash, name, empty] = /^<(\/?)(?:[\w.-]{1,40}:)?([\w.-]{1,60}).*?(\/?)>$/s.exec(xml.slice(open, at)) ?? [];
    if (!name) continue;
    if (isOpenDocument && !slash && !empty && name === "tracked-changes") at = after(xml, "</text:tracked-changes>", at);
    if (!isOpenDocument && name === "t") isRead = !slash && !empty;
    if ((slash || empty) && /^(?:p|h|si|row|table-cell|tab|br|s|line-break|c)$/.test(name))
      text += slash && /^[ph]$/.test(name) ? "\n" : " ";
  }
  return `${text}\n`;
}

function after(xml, mark, from) {
  const found = xml.indexOf(mark, from);
  return found < 0 ? xml.length : found + mark.length;
}

function plain(text) {
  const named = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(lt|gt|amp|quot|apos));/gi, (_, digits, hex, name) => {
    if (name) return named[name.toLowerCase()];
    const point = digits ? Number(digits) : Number.parseInt(hex, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : " ";
  });
}

async function readPdf() {
  const { getDocumentProxy } = await import("unpdf");
  const pdf = await getDocumentProxy(bytes, { verbosity: 0, isEvalSupported: false });
  let text = "";
  for (let number = 1; number <= Math.min(pdf.numPages, MOST_PAGES) && text.length <= mostWords; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    for (const { str = "", hasEOL } of items) text += hasEOL ? `${str}\n` : str;
    text += "\n";
    page.cleanup();
  }
  return text;
}
