import { randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { env } from "~/lib/env.server";

/** From and to a byte, both included. */
export type Range = { start: number; end: number };

const CODE = /^[0-9a-z]{10}$/;
/** A name of ours, never what somebody typed. */
const PART = /^(?:file|[1-9]\d{0,4}\.webp)$/;

/** Two letters at a time: no folder gets more entries than a disk lists at once. */
const folderOf = (code: string) => {
  if (!CODE.test(code)) throw new Error("no code of a file");
  return join(env().uploads, code.slice(0, 2), code);
};

const pathOf = (code: string, part: string) => {
  if (!PART.test(part)) throw new Error("no part of a file");
  return join(folderOf(code), part);
};

/** Stores one part of a file: it is there whole or not at all. */
export async function putPart(code: string, part: string, bytes: Buffer): Promise<void> {
  const path = pathOf(code, part);
  await mkdir(folderOf(code), { recursive: true, mode: 0o700 });
  const unfinished = `${path}.${randomBytes(6).toString("hex")}`;
  const handle = await open(unfinished, "wx", 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
  await rename(unfinished, path);
}

/** How many bytes a part has; null where it is not there. */
export async function sizeOfPart(code: string, part: string): Promise<number | null> {
  return stat(pathOf(code, part)).then(
    ({ size }) => size,
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return null;
      throw error;
    },
  );
}

/** The bytes of a part, or a range of them, as they are taken: opened with the first, closed with the last or where the taker goes. */
export async function* readPart(code: string, part: string, range?: Range): AsyncGenerator<Buffer> {
  yield* createReadStream(pathOf(code, part), range);
}

/** Every part of a file goes, whether it was there or not. */
export const removeParts = (code: string): Promise<void> => rm(folderOf(code), { recursive: true, force: true });

/** The codes of what is stored and was last written before a moment. */
export async function* storedBefore(moment: Date): AsyncGenerator<string> {
  for (const letters of await namesIn(env().uploads)) {
    for (const code of await namesIn(join(env().uploads, letters))) {
      if (!CODE.test(code) || !code.startsWith(letters)) continue;
      const found = await stat(folderOf(code)).catch(() => null);
      if (found && found.mtime < moment) yield code;
    }
  }
}

const namesIn = (folder: string) =>
  readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return [];
    throw error;
  });
