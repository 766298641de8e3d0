import type { FileKind } from "#db/schema/files";
import type { FileBlocker } from "./file.policy";
import { zipKind } from "./zip-kind";

type Found = { kind: FileKind } | { reason: FileBlocker };

const hex = (bytes: Buffer, from: number, to: number) => bytes.subarray(from, to).toString("hex");
const HEIC = /^ftyp(?:hei[cmsx]|hev[cmx]|mif1|msf1)/;
/** What a browser or a computer would run or lay out, however it is called. */
const NO_TEXT = /^\s*(?:<|#!|%!|\{\\rtf)/;

/** What a file is, by what it holds. Its name only says which of two kinds of plain text it is. */
export function fileKind(bytes: Buffer, name: string): Found {
  if (isPicture(bytes)) return { kind: "picture" };
  const start = bytes.subarray(0, 32).toString("latin1");
  if (start.startsWith("%PDF-")) return { kind: "pdf" };
  if (start.startsWith("PK\u0003\u0004")) return zipKind(bytes);
  if (hex(bytes, 0, 8) === "d0cf11e0a1b11ae1") return { reason: "old-office" };
  return plainText(bytes, name);
}

/** As iPhones take them: no browser but theirs shows it, and the program that makes the others anew does not read it. */
export const isHeic = (bytes: Buffer): boolean => HEIC.test(bytes.subarray(4, 12).toString("latin1"));

function isPicture(bytes: Buffer): boolean {
  if (isHeic(bytes)) return true;
  const start = hex(bytes, 0, 8);
  if (start.startsWith("ffd8ff") || start === "89504e470d0a1a0a") return true;
  if (/^474946383[79]61/.test(start)) return true;
  return start.startsWith("52494646") && bytes.subarray(8, 12).toString("latin1") === "WEBP";
}

function plainText(bytes: Buffer, name: string): Found {
  const [, ending] = /\.(csv|txt)$/i.exec(name) ?? [];
  if (!ending) return { reason: "kind" };
  // a NUL or another control character is in no text that anybody wrote
  const isText = bytes.every((byte) => byte >= 32 || (byte >= 9 && byte <= 13) || byte === 27);
  if (!isText || NO_TEXT.test(bytes.subarray(0, 1000).toString("utf8"))) return { reason: "kind" };
  return { kind: ending.toLowerCase() as "csv" | "txt" };
}
