/** From and to a byte, both included. */
export type Range = { start: number; end: number };

/** A file as it lies in a store: its parts, and when the last of them was written. */
export type Stored = { code: string; parts: string[]; at: Date };

/** Where parts of files lie, by code and name. Everything else asks for them here, and knows neither folder nor bucket. */
export type Store = {
  /** Stores one part of a file: it is there whole or not at all. */
  put: (code: string, part: string, bytes: Buffer) => Promise<void>;
  /** How many bytes a part has; null where it is not there. */
  size: (code: string, part: string) => Promise<number | null>;
  /** The bytes of a part, or a range of them, as they are taken: opened with the first, closed with the last or where the taker goes. */
  read: (code: string, part: string, range?: Range) => AsyncGenerator<Buffer>;
  /** Every part of a file goes, whether it was there or not. */
  remove: (code: string) => Promise<void>;
  list: () => AsyncGenerator<Stored>;
};

const CODE = /^[0-9a-z]{10}$/;
/** A name of ours, never what somebody typed. */
const PART = /^(?:file|[1-9]\d{0,4}\.webp)$/;

export const isCode = (code: string): boolean => CODE.test(code);

export const isPart = (part: string): boolean => PART.test(part);

/** Two letters at a time: no folder gets more entries than a disk lists at once. A bucket is laid out alike. */
export function pathOfFile(code: string): string {
  if (!isCode(code)) throw new Error("no code of a file");
  return `${code.slice(0, 2)}/${code}`;
}

export function pathOfPart(code: string, part: string): string {
  if (!isPart(part)) throw new Error("no part of a file");
  return `${pathOfFile(code)}/${part}`;
}
