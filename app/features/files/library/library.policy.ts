import type { FileKind } from "#db/schema/files";
import { FILE_REFUSALS, type FileBlocker, isPictureKind } from "../file.policy";

/** Of more pages that hold a file no more are shown; that there may be more is said. */
export const MOST_USES = 100;

/** What a file is and where it hangs, as far as it decides what may be done to it. */
type Held = { kind: FileKind; isOfLook: boolean; isInPosts: boolean };

export type ReplaceBlocker = "unlike" | "of-look" | "elsewhere" | "unscanned" | "gone";

export const REPLACE_REFUSALS: Record<ReplaceBlocker, string> = {
  unlike: "A picture takes the place of a picture, and a document that of a document. Add this one as a new file.",
  "of-look": "The site itself shows this picture. Those who may change the settings replace it.",
  elsewhere:
    "A post holds this file too, or one that was put aside, and it stays as it is there. Add yours as a new file, and put that into the pages.",
  unscanned: "Your file could not be checked for viruses just now, so the one before it stays. Choose it again in a few minutes.",
  gone: "This file was deleted meanwhile.",
};

/** As a form says it, whichever way it was refused. */
export const replaceWords = (reason: FileBlocker | ReplaceBlocker): string => ({ ...FILE_REFUSALS, ...REPLACE_REFUSALS })[reason];

/** Why other bytes may not take the place of a file's; null where they may. `mayChangeLook`: whoever asks may change the settings. */
export function replaceBlocker(held: Held, sent: FileKind, { mayChangeLook }: { mayChangeLook: boolean }): ReplaceBlocker | null {
  if (isPictureKind(held.kind) !== isPictureKind(sent)) return "unlike";
  if (held.isOfLook && !mayChangeLook) return "of-look";
  return held.isInPosts ? "elsewhere" : null;
}

export type DeleteBlocker = "used";

export const DELETE_REFUSALS: Record<DeleteBlocker, string> = {
  used: "Something holds this file, so it stays. Take it out of the pages that are listed with it first; an earlier text of a page counts too, and so does a page in the trash. Where none is listed, a post or what somebody is writing holds it.",
};
