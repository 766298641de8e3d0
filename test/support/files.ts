import sharp from "sharp";
import { type AddedFile, addFile } from "~/features/files/add-file.server";
import { fileMarkdown } from "~/features/files/file-html";
import { ctxFor } from "./context";
import type { TestPerson } from "./people";

let made = 0;

/** A photograph as a phone takes it: lying on its side, and saying where. No two are the same, also where a JPEG rounds. */
export const aPhoto = ({ width = 2000, height = 1000, format = "jpeg" as "jpeg" | "png" | "webp" | "gif" } = {}): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: { r: (++made * 16) % 256, g: (Math.floor(made / 16) * 16) % 256, b: 120 } } })
    .withExif({ IFD0: { Orientation: "6", Artist: "canary artist" }, IFD3: { GPSLatitudeRef: "N", GPSLatitude: "51/1 30/1 0/1" } })
    .withMetadata({ orientation: 6 })
    .toFormat(format)
    .toBuffer();

export const PDF = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

/** A picture that somebody added, and what stands for it in a text. */
export async function aPicture(
  owner: TestPerson,
  words = "A rota on a wall",
  size = { width: 600, height: 400 },
): Promise<AddedFile & { markdown: string }> {
  return added(owner, "rota.jpg", await aPhoto(size), words);
}

/** A PDF that somebody added. */
export const aPdf = (owner: TestPerson, name = "Rota.pdf", now?: Date) =>
  added(owner, name, Buffer.concat([PDF, Buffer.from(`%${++made}`)]), "", now);

/** A text file that somebody added, with a word in its name and in what it says. */
export const aTextFile = (owner: TestPerson, word: string) =>
  added(owner, `Notes of ${word}.txt`, Buffer.from(`About ${word}, ${++made}`), "");

async function added(owner: TestPerson, name: string, bytes: Buffer, words: string, now?: Date) {
  const result = await addFile(ctxFor(owner.actor, now), { name, bytes, isDescribed: true });
  if (!result.ok) throw new Error(result.reason);
  return { ...result.file, markdown: fileMarkdown(result.file, words) };
}

/** A form with a file, as browsers send it. */
export function multipart(
  fields: Record<string, string>,
  file?: { name: string; bytes: Buffer },
): { body: Buffer; headers: Record<string, string> } {
  const boundary = "----quoll";
  const part = (head: string, bytes: Buffer) =>
    Buffer.concat([Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`), bytes, Buffer.from("\r\n")]);
  const body = Buffer.concat([
    ...Object.entries(fields)
      .filter(([name]) => name !== "file")
      .map(([name, value]) => part(`name="${name}"`, Buffer.from(value))),
    ...(file ? [part(`name="file"; filename="${file.name}"\r\nContent-Type: image/jpeg`, file.bytes)] : []),
    Buffer.from(`--${boundary}--\r\n`),
  ]);
  return { body, headers: { "Content-Type": `multipart/form-data; boundary=${boundary}` } };
}

type Entry = { name: string; bytes?: Buffer; size?: number; encrypted?: boolean };

/** A zip file of entries that are not packed; `size`: what its list says that one has when it is unpacked. */
export function aZip(entries: Entry[]): Buffer {
  const locals: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const { name, bytes = Buffer.from("<xml/>"), size = bytes.length, encrypted = false } of entries) {
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt32LE(bytes.length, 18);
    local.writeUInt32LE(size, 22);
    local.writeUInt16LE(name.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(encrypted ? 1 : 0, 8);
    central.writeUInt32LE(bytes.length, 20);
    central.writeUInt32LE(size, 24);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE(at, 42);
    locals.push(local, Buffer.from(name), bytes);
    list.push(central, Buffer.from(name));
    at += 30 + name.length + bytes.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(Buffer.concat(list).length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, ...list, end]);
}

/** What a zip file holds that packs nothing, by name, in the order of its list. */
export function readZip(bytes: Buffer): Map<string, Buffer> {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  const found = new Map<string, Buffer>();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [size, nameLength, local] = [bytes.readUInt32LE(at + 24), bytes.readUInt16LE(at + 28), bytes.readUInt32LE(at + 42)];
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    found.set(bytes.toString("utf8", at + 46, at + 46 + nameLength), bytes.subarray(from, from + size));
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return found;
}
