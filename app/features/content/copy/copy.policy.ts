export type CopyBlocker = "no-place" | "groups-ended";

export const COPY_REFUSALS: Record<CopyBlocker, string> = {
  "no-place": "There are many copies beside it, or its address is too long for another. Move or delete some first.",
  "groups-ended": "It is for groups that have ended. Change who may read it first.",
};

const MOST = 20;

/** Where copies of a page may stand: beside it, under its own word and a number. */
export const copyPaths = (path: string): string[] =>
  Array.from({ length: MOST }, (_, index) => `${path || "home"}-copy${index === 0 ? "" : `-${index + 1}`}`);
