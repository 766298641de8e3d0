import sharp from "sharp";
import type { Ctx } from "~/lib/ctx";
import { findFile } from "./files.queries.server";
import { readWhole, storage } from "./storage.server";

const STORED = /^\/files\/([0-9a-z]{10})\/(\d+\.webp)$/;
/** Pixels, on a sheet as wide as A4. */
const WIDE = 1200;

/** A picture that a text shows, by the address that stands there, as JPEG; null where it is not to be had any more. */
export async function pictureForPrint(ctx: Ctx, src: string): Promise<Buffer | null> {
  const [, code, part] = STORED.exec(src) ?? [];
  if (!code || !part) return null;
  const file = await findFile(ctx, code);
  if (!file) return null;
  try {
    const stored = await readWhole(storage(), file.place, part);
    return await sharp(stored)
      .resize({ width: WIDE, withoutEnlargement: true })
      .flatten({ background: "#fff" })
      .jpeg({ quality: 80 })
      .toBuffer();
  } catch {
    return null;
  }
}
