import sharp from "sharp";
import { readWhole, storage } from "./storage.server";

const STORED = /^\/files\/([0-9a-z]{10})\/(\d+\.webp)$/;
/** Pixels, on a sheet as wide as A4. */
const WIDE = 1200;

/** A picture that a text shows, by the address that stands there, as JPEG; null where it is not to be had any more. */
export async function pictureForPrint(src: string): Promise<Buffer | null> {
  const [, code, part] = STORED.exec(src) ?? [];
  if (!code || !part) return null;
  try {
    const stored = await readWhole(storage(), code, part);
    return await sharp(stored)
      .resize({ width: WIDE, withoutEnlargement: true })
      .flatten({ background: "#fff" })
      .jpeg({ quality: 80 })
      .toBuffer();
  } catch {
    return null;
  }
}
