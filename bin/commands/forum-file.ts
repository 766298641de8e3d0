import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readFile, realpath, stat, writeFile } from "node:fs/promises";
import { join, sep } from "node:path";
import { finished } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { FILE_REFUSALS } from "~/features/files/file.policy";
import { FORUM_NAME } from "~/features/forum/moving/forum-format";
import { Refusal, UsageError } from "./outcome";

/** What a forum is called in its file. */
export function demandForumName(name: string): void {
  if (!FORUM_NAME.test(name)) throw new UsageError("--name is small letters, digits, dots and hyphens, at most 60.");
}

/** How far a file has been read, for the bar. */
export type Reading = { lines: () => AsyncIterable<string>; share: () => number };

/** A file line by line, also one that gzip packed; what has no end of a line within `longest` characters is none. */
export async function readLines(path: string, longest: number): Promise<Reading> {
  const { size } = await stat(path).catch(() => {
    throw new Refusal(`There is no file ${path} that can be read.`);
  });
  let read = 0;
  async function* lines() {
    read = 0;
    const file = createReadStream(path);
    file.on("data", (chunk) => {
      read += chunk.length;
    });
    const text = path.endsWith(".gz") ? file.pipe(createGunzip()) : file;
    file.once("error", (error) => text.destroy(error));
    text.setEncoding("utf8");
    let rest = "";
    for await (const chunk of text) {
      const parts = (rest + chunk).split("\n");
      rest = parts.pop()!;
      if (rest.length > longest) throw new Refusal(`${path} has a line of more than ${longest} characters: it is no such file.`);
      yield* parts;
    }
    if (rest !== "") yield rest;
  }
  return { lines, share: () => (size === 0 ? 1 : Math.min(1, read / size)) };
}

/** A new file for the operator alone; one that is there already is left as it is. */
export async function newFile(path: string) {
  const file = createWriteStream(path, { mode: 0o600, flags: "wx" });
  const opened = once(file, "open");
  await opened.catch((error: NodeJS.ErrnoException) => {
    throw new Refusal(error.code === "EEXIST" ? `${path} is there already.` : `${path} cannot be written: ${error.code}.`);
  });
  return {
    write: async (text: string) => {
      if (!file.write(text)) await once(file, "drain");
    },
    end: async () => {
      file.end();
      await finished(file);
    },
  };
}

/** What lies in a folder beside a forum's lines. A path leads nowhere else, also not by a link in it. */
export async function filesBeside(folder: string, largest: number) {
  const root = await realpath(folder).catch(() => {
    throw new Refusal(`There is no folder ${folder} that can be read.`);
  });
  const find = async (path: string) => {
    const found = await realpath(join(root, path)).catch(() => null);
    const inside = found?.startsWith(root + sep) ? await stat(found) : null;
    return inside?.isFile() ? { path: found!, size: inside.size } : null;
  };
  return async (path: string): Promise<Buffer | { reason: string }> => {
    if (path.includes("\0")) return { reason: "is no path" };
    // NodeBB's addresses begin with what its folder does not
    const found = (await find(path)) ?? (await find(path.replace(/^\/?assets\//, "")));
    if (!found) return { reason: "is not in the folder" };
    return found.size > largest ? { reason: FILE_REFUSALS["too-large"] } : readFile(found.path);
  };
}

/** A new folder for the operator alone, in which each file is written once. */
export async function newFolder(path: string) {
  await mkdir(path, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    throw new Refusal(error.code === "EEXIST" ? `${path} is there already.` : `${path} cannot be made: ${error.code}.`);
  });
  return async (name: string, bytes: Buffer): Promise<void> => {
    await writeFile(join(path, name), bytes, { mode: 0o600 });
  };
}

const WIDTH = 30;
/** Milliseconds between two looks of the bar. */
const OFTEN = 200;

/** A bar where somebody looks on, on the channel of errors: what a script reads stays clean. */
export function bar(share: () => number, says: () => string): { end: () => void } {
  if (!process.stderr.isTTY) return { end: () => {} };
  const draw = () => {
    const full = Math.round(share() * WIDTH);
    process.stderr.write(
      `\r[${"#".repeat(full)}${".".repeat(WIDTH - full)}] ${String(Math.round(share() * 100)).padStart(3)} %  ${says()}\x1b[K`,
    );
  };
  const timer = setInterval(draw, OFTEN);
  return {
    end: () => {
      clearInterval(timer);
      process.stderr.write("\r\x1b[K");
    },
  };
}
