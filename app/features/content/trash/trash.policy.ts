import { DAY, later } from "~/lib/dates";

/** Days after which what is in the trash is deleted for good (`db/retention.ts`). */
export const TRASH_DAYS = 30;

/** Pages that go to the trash at once. */
export const MOST_AT_ONCE = 200;

/** What becomes of the pages below one that goes to the trash. */
export const BELOW_CHOICES = ["along", "up"] as const;
export type BelowChoice = (typeof BELOW_CHOICES)[number];

export type TrashBlocker = "home" | "pages-below" | "too-many-below" | "cannot-move-up";
export type RestoreBlocker = "above-in-trash";
export type DeleteBlocker = "waits";

export const TRASH_REFUSALS: Record<TrashBlocker, string> = {
  home: "The home page cannot go to the trash",
  "pages-below": "Say what becomes of the pages below it",
  "too-many-below": `There are more than ${MOST_AT_ONCE} pages below it. Move some of them first`,
  "cannot-move-up":
    "One of the pages below cannot move up: the address that it would get is taken, or is none. Move it or the other page first",
};

export const RESTORE_REFUSALS: Record<RestoreBlocker, string> = {
  "above-in-trash": "The page above it is in the trash, too. Restore that one first.",
};

export const DELETE_REFUSALS: Record<DeleteBlocker, string> = {
  waits:
    "A report, an appeal or a comment under it is waiting for a moderator, so it is kept. Restore it, let a moderator decide, then put it into the trash again.",
};

/** When a page that went to the trash then is deleted for good. */
export const deletedOn = (trashedAt: Date) => later(trashedAt, TRASH_DAYS * DAY);

/** Where the trash is, and one page in it. */
export const trashPath = (code?: string, act?: string) => ["/admin/content/trash", code, act].filter(Boolean).join("/");
