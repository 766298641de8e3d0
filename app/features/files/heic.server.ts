import type { FileBlocker } from "./file.policy";
import { MOST_PIXELS } from "./file.policy";
import { inThread } from "./in-thread.server";

/** Of a picture, four bytes a pixel, row by row. */
export type Unpacked = { data: Uint8Array; width: number; height: number };

/** Bytes that the decoder may take: a picture of 48 million pixels takes 0.6 GB. */
const MOST_MEMORY = 1024 * 1024 * 1024;
/** Megabytes of the thread beside it. */
const MOST_HEAP = 128;
/** Milliseconds. */
const LONGEST = 20_000;

/**
 * Unpacks a picture as iPhones take it, upright, without anything but its pixels. The decoder is old and large C++: it runs as WebAssembly,
 * which reaches nothing, in a thread of its own with limits, and whatever becomes of it the file is refused and nothing else ends.
 */
export async function unpackHeic(
  bytes: Buffer,
  { mostMemory = MOST_MEMORY, longest = LONGEST } = {},
): Promise<Unpacked | { reason: FileBlocker }> {
  const given = { bytes: Uint8Array.from(bytes), mostPixels: MOST_PIXELS, mostMemory };
  const unpacked = await inThread<Unpacked | { reason: FileBlocker }>("decode-heic.js", given, { heap: MOST_HEAP, longest });
  return unpacked ?? { reason: "heic" };
}
