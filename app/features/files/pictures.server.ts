import type { FileBlocker } from "./file.policy";
import { MOST_PIXELS } from "./file.policy";
import { isHeic } from "./file-kind";
import { unpackHeic } from "./heic.server";

/** Pixels. The largest that a picture is wide of these, or its own width, is what opens when somebody follows it. */
export const WIDTHS = [480, 960, 1600] as const;
const QUALITY = 80;
/** Pixels: what the format can hold, whichever way up. */
const TALLEST = 16_383;
/** Seconds for one width. */
const LONGEST = 20;
/** Unpacked, a picture takes a quarter of a gigabyte. */
const AT_ONCE = 2;
/** While it is unpacked one of these takes up to 1.5 GB, with what it is unpacked into. */
const HEIC_AT_ONCE = 1;

export type Picture = { widths: { width: number; bytes: Buffer }[]; width: number; height: number };

/** So many at a time in one process: the others wait for their turn. */
function turns(atOnce: number) {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= atOnce) await new Promise<void>((next) => waiting.push(next));
    else running++;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
const inTurn = turns(AT_ONCE);
const inTurnOfHeic = turns(HEIC_AT_ONCE);

/**
 * A picture made anew in each width that it has, upright, without anything but its pixels: where it was taken, and whatever else stood in
 * the file, is gone. A picture that moves is its first frame. It is worked on in threads of its own, not where requests are answered.
 */
export function makePicture(sent: Buffer): Promise<Picture | { reason: FileBlocker }> {
  const make = () => inTurn(() => makeWidths(sent));
  return isHeic(sent) ? inTurnOfHeic(make) : make();
}

async function makeWidths(sent: Buffer): Promise<Picture | { reason: FileBlocker }> {
  // loaded with the first picture
  const { default: sharp } = await import("sharp");
  const limits = { limitInputPixels: MOST_PIXELS, failOn: "error", pages: 1 } as const;
  const unpacked = isHeic(sent) ? await unpackHeic(sent) : null;
  if (unpacked && "reason" in unpacked) return unpacked;
  const open = () =>
    (unpacked
      ? sharp(unpacked.data, { ...limits, raw: { width: unpacked.width, height: unpacked.height, channels: 4 } })
      : sharp(sent, limits)
    ).timeout({ seconds: LONGEST });
  try {
    const { autoOrient } = await open().metadata();
    if (autoOrient.width * autoOrient.height > MOST_PIXELS) return { reason: "too-many-pixels" };
    const widest = Math.min(autoOrient.width, WIDTHS.at(-1)!);
    if ((autoOrient.height * widest) / autoOrient.width > TALLEST) return { reason: "too-tall" };
    const wanted = [...WIDTHS.filter((width) => width < widest), widest];
    const widths: Picture["widths"] = [];
    let height = 0;
    for (const width of wanted) {
      const { data, info } = await open().autoOrient().resize({ width }).webp({ quality: QUALITY }).toBuffer({ resolveWithObject: true });
      widths.push({ width: info.width, bytes: data });
      height = info.height;
    }
    return { widths, width: widest, height };
  } catch (error) {
    return { reason: /pixel limit/i.test((error as Error).message) ? "too-many-pixels" : "broken" };
  }
}

/** The widths in which a picture is stored, the largest last. */
export const widthsOf = (width: number): number[] => [...WIDTHS.filter((each) => each < width), width];
