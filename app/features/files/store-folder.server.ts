import { randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isCode, isPart, pathOfFile, pathOfPart, type Store } from "./store";

/** Files in a folder of this machine, or of a disk that all machines share. */
export function openFolder(root: string): Store {
  const at = (code: string, part: string) => join(root, pathOfPart(code, part));
  return {
    put: (code, part, bytes) => put(at(code, part), bytes),
    size: async (code, part) => (await find(at(code, part)))?.size ?? null,
    async *read(code, part, range) {
      yield* createReadStream(at(code, part), range);
    },
    remove: (code) => rm(join(root, pathOfFile(code)), { recursive: true, force: true }),
    async *list() {
      for (const letters of await namesIn(root)) {
        for (const code of await namesIn(join(root, letters))) {
          if (!isCode(code) || !code.startsWith(letters)) continue;
          const folder = join(root, pathOfFile(code));
          const found = await find(folder);
          if (found) yield { code, parts: (await namesIn(folder)).filter(isPart), at: found.mtime };
        }
      }
    },
  };
}

async function put(path: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
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

const find = (path: string) =>
  stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });

const namesIn = (folder: string) =>
  readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return [];
    throw error;
  });
