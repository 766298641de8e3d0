import type { FileKind } from "#db/schema/files";
import { inThread } from "./in-thread.server";
import { entriesOf, type ZipEntry } from "./zip-kind";

/** Characters of a file that search looks through: forty pages. */
export const MOST_WORDS = 100_000;

/** Megabytes. */
const MOST_HEAP = 256;
const MOST_MEMORY = 512 * 1024 * 1024;
/** Milliseconds. */
const LONGEST = 20_000;

/** The parts of an office file that say something to its readers. */
const PARTS: Partial<Record<FileKind, RegExp>> = {
  docx: /^word\/(?:document|footnotes|endnotes|header\d*|footer\d*)\.xml$/,
  xlsx: /^xl\/(?:sharedStrings|worksheets\/sheet\d+)\.xml$/,
  pptx: /^ppt\/slides\/slide\d+\.xml$/,
  odt: /^content\.xml$/,
  ods: /^content\.xml$/,
};

/**
 * What a file says, as plain text; empty where it says nothing or is a picture. What is not plain text is read in a thread of its own with
 * limits: null where it could not be read, which may have been the file or the moment.
 */
export async function wordsOfFile(
  kind: FileKind,
  bytes: Buffer,
  { most = MOST_MEMORY, longest = LONGEST }: { most?: number; longest?: number } = {},
): Promise<string | null> {
  if (kind === "picture") return "";
  if (kind === "csv" || kind === "txt") return inOneText(plainText(bytes));
  const parts = kind === "pdf" ? null : partsOf(kind, bytes);
  const given = { bytes: Uint8Array.from(bytes), parts, mostWords: MOST_WORDS };
  const read = await inThread<string>("read-words.js", given, { heap: MOST_HEAP, most, longest });
  return read === null ? null : inOneText(read);
}

/** As older programs of Windows write it, where it is no UTF-8. */
function plainText(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

function partsOf(kind: FileKind, bytes: Buffer): ZipEntry[] {
  const entries = entriesOf(bytes) ?? [];
  const numberOf = ({ name }: ZipEntry) => Number(/\d+/.exec(name)?.[0] ?? 0);
  return entries.filter(({ name }) => PARTS[kind]?.test(name)).sort((a, b) => numberOf(a) - numberOf(b));
}

/** Without what no text keeps: the database refuses some of it, and what is marked where it matches must not look like a mark. */
const inOneText = (text: string): string =>
  text
    .slice(0, MOST_WORDS)
    .replace(/[\p{Cc}\p{Cs}\p{Co}\p{Cn}]+/gu, (signs) => (signs.includes("\n") ? "\n" : " "))
    .replace(/[^\S\n]+/g, " ")
    .trim();
