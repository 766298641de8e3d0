import { readFileSync } from "node:fs";
import type { Worker } from "node:worker_threads";
import sharp from "sharp";
import { expect, test } from "vitest";
import { addFile } from "~/features/files/add-file.server";
import { unpackHeic } from "~/features/files/heic.server";
import { makePicture } from "~/features/files/pictures.server";
import { readWhole, storage } from "~/features/files/storage.server";
import { ctxFor } from "../../support/context";
import { aMember } from "../../support/people";

/**
 * Red beside blue, lying on its side as an iPhone stores it: turned by a property of the file, and by EXIF as well, which says an artist
 * and a place. Made with heif-enc of a drawing of our own; the turn was put into its list of properties by hand.
 */
const HEIC = readFileSync("test/support/pictures/on-its-side.heic");

/** With the size that the file says it has. */
function saying(width: number, height: number): Buffer {
  const bytes = Buffer.from(HEIC);
  const at = bytes.indexOf("ispe");
  bytes.writeUInt32BE(width, at + 8);
  bytes.writeUInt32BE(height, at + 12);
  return bytes;
}

test("B32: a picture of an iPhone is stored as every other, upright once, and without where and by whom it was taken", async () => {
  expect(HEIC.includes("canary artist")).toBe(true);
  const added = await addFile(ctxFor(await aMember()), { name: "IMG_0042.HEIC", bytes: HEIC, isDescribed: true });
  if (!added.ok) throw new Error(added.reason);
  expect(added.file).toMatchObject({ kind: "picture", name: "IMG_0042.webp", width: 64, height: 96, state: "clean" });

  const stored = await readWhole(storage(), added.file.code, "64.webp");
  const { format, exif, xmp, icc, orientation } = await sharp(stored).metadata();
  expect({ format, exif, xmp, icc, orientation }).toEqual({ format: "webp" });
  expect(stored.includes("canary")).toBe(false);
  const { data, info } = await sharp(stored).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)];
  const [red, blue] = [at(32, 10), at(32, 85)];
  expect([red[0]! > 150 && red[2]! < 90, blue[2]! > 150 && blue[0]! < 90]).toEqual([true, true]);
});

test.each<[string, () => Buffer, string]>([
  ["half of one", () => HEIC.subarray(0, 700), "heic"],
  ["one without its pixels", () => HEIC.subarray(0, 920), "heic"],
  ["one that says it has 400 million pixels", () => saying(20_000, 20_000), "too-many-pixels"],
  ["one that says it has none", () => saying(0, 0), "heic"],
  ["one that names what is not there", () => Buffer.concat([HEIC.subarray(0, 28), Buffer.alloc(3000, 0xff)]), "heic"],
])("B31: %s is refused, and what answers requests goes on", async (_what, bytes, reason) => {
  expect(await unpackHeic(bytes())).toEqual({ reason });
});

test("B31: the decoder has a limit of memory and of time", async () => {
  const large = readFileSync("test/support/pictures/twelve-million-pixels.heic");
  const said = async (limits: Parameters<typeof unpackHeic>[1]) => {
    const unpacked = await unpackHeic(large, limits);
    return "reason" in unpacked ? unpacked.reason : [unpacked.width, unpacked.height];
  };
  expect(await said({})).toEqual([4032, 3024]);
  expect(await said({ mostMemory: 64 * 1024 * 1024 })).toBe("heic");
  expect(await said({ longest: 1 })).toBe("heic");
});

test("B31: one is unpacked at a time, however many are sent, and each is made", async () => {
  let [open, most] = [0, 0];
  const count = (thread: Worker) => {
    most = Math.max(most, ++open);
    thread.once("exit", () => open--);
  };
  process.on("worker", count);
  try {
    const made = await Promise.all(Array.from({ length: 4 }, () => makePicture(HEIC)));
    expect(made).toEqual(Array.from({ length: 4 }, () => expect.objectContaining({ width: 64, height: 96 })));
  } finally {
    process.off("worker", count);
  }
  expect(most).toBe(1);
});

test("B31: whatever is changed in one, it is a picture or refused", async () => {
  // the same each time
  let seed = 7;
  const next = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % below;
  };
  for (let round = 0; round < 12; round++) {
    const bytes = Buffer.from(HEIC);
    for (let each = 0; each < 6; each++) bytes[28 + next(bytes.length - 28)] = next(256);
    const unpacked = await unpackHeic(bytes);
    if ("reason" in unpacked) expect(["heic", "too-many-pixels"]).toContain(unpacked.reason);
    else expect(unpacked.data.length).toBe(unpacked.width * unpacked.height * 4);
  }
});
