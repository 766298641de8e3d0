import type { FileKind } from "#db/schema/files";

/** What an office file is, or why it is none. */
export type ZipKind = { kind: FileKind } | { reason: "kind" | "macros" | "packed" | "broken" };

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const MOST_ENTRIES = 5000;
/** Bytes. No rota has as many, and what opens it elsewhere has to hold them. */
const MOST_UNPACKED = 300 * 1024 * 1024;
/** An empty sheet of many rows shrinks to a fiftieth. */
const MOST_GROWTH = 200;

const MACROS = /(?:^|\/)(?:vbaproject\.bin|vbadata\.xml|basic\/|scripts\/)/i;
const MAIN_PARTS: readonly [RegExp, FileKind][] = [
  [/^word\/document\.xml$/, "docx"],
  [/^xl\/workbook\.xml$/, "xlsx"],
  [/^ppt\/presentation\.xml$/, "pptx"],
];
const OPEN_DOCUMENTS: Record<string, FileKind> = {
  "application/vnd.oasis.opendocument.text": "odt",
  "application/vnd.oasis.opendocument.spreadsheet": "ods",
};

/** Reads the list of what a zip file holds, and unpacks none of it. */
export function zipKind(bytes: Buffer): ZipKind {
  const entries = entriesOf(bytes);
  if (!entries) return { reason: "broken" };
  const unpacked = entries.reduce((sum, { size }) => sum + size, 0);
  if (entries.some(({ isEncrypted }) => isEncrypted) || unpacked > MOST_UNPACKED || unpacked > MOST_GROWTH * bytes.length)
    return { reason: "packed" };
  if (entries.some(({ name }) => MACROS.test(name))) return { reason: "macros" };
  const names = new Set(entries.map(({ name }) => name));
  const open = openDocument(bytes);
  const office = names.has("[Content_Types].xml")
    ? MAIN_PARTS.find(([part]) => [...names].some((name) => part.test(name)))?.[1]
    : undefined;
  const kind = open ?? office;
  return kind ? { kind } : { reason: "kind" };
}

/** An OpenDocument file begins with what it is, unpacked. */
function openDocument(bytes: Buffer): FileKind | undefined {
  const start = bytes.subarray(30, 120).toString("latin1");
  const found = Object.keys(OPEN_DOCUMENTS).find(
    (type) => start.startsWith(`mimetype${type}`) && !/^-template|^-master/.test(start.slice(8 + type.length)),
  );
  return found ? OPEN_DOCUMENTS[found] : undefined;
}

type Entry = { name: string; size: number; isEncrypted: boolean };

/** The list stands at the end of the file. Null where it is no whole one, or one of the large kind that office files are not. */
function entriesOf(bytes: Buffer): Entry[] | null {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > bytes.length || bytes.readUInt32LE(end) !== END) return null;
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  if (count === 0 || count > MOST_ENTRIES) return null;
  const entries: Entry[] = [];
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== ENTRY) return null;
    const nameLength = bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes.subarray(at + 46, at + 46 + nameLength).toString("utf8"),
      size: bytes.readUInt32LE(at + 24),
      isEncrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}
