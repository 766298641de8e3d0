import { resolve } from "node:path";
import { Worker } from "node:worker_threads";
import type { FileBlocker } from "./file.policy";
import { MOST_PIXELS } from "./file.policy";

/** Of a picture, four bytes a pixel, row by row. */
export type Unpacked = { data: Uint8Array; width: number; height: number };

/** Bytes that the decoder may take: a picture of 48 million pixels takes 0.6 GB. */
const MOST_MEMORY = 1024 * 1024 * 1024;
/** Megabytes of the thread beside it. */
const MOST_HEAP = 128;
/** Milliseconds. */
const LONGEST = 20_000;

/** Where every process finds it: they are begun in the folder of the project, and hold their own code in one file. */
const DECODER = resolve("app/features/files/decode-heic.js");

/**
 * Unpacks a picture as iPhones take it, upright, without anything but its pixels. The decoder is old and large C++: it runs as WebAssembly,
 * which reaches nothing, in a thread of its own with limits, and whatever becomes of it the file is refused and nothing else ends.
 */
export function unpackHeic(
  bytes: Buffer,
  { mostMemory = MOST_MEMORY, longest = LONGEST } = {},
): Promise<Unpacked | { reason: FileBlocker }> {
  return new Promise((done) => {
    const thread = new Worker(DECODER, {
      workerData: { bytes: Uint8Array.from(bytes), mostPixels: MOST_PIXELS, mostMemory },
      resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP },
      env: {},
      stdout: true,
      stderr: true,
    });
    const timer = setTimeout(() => void thread.terminate(), longest);
    let found: Unpacked | { reason: FileBlocker } = { reason: "heic" };
    thread.once("message", (said) => {
      found = said;
      void thread.terminate();
    });
    thread.once("error", () => {});
    // not before: until then it has its memory
    thread.once("exit", () => {
      clearTimeout(timer);
      done(found);
    });
  });
}
