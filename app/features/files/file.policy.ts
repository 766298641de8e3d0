import type { FileKind } from "#db/schema/files";
import { may } from "~/features/permissions/permissions";
import type { Actor } from "~/lib/ctx";

const MB = 1024 * 1024;

/** Bytes of one file as it is sent. */
export const LARGEST_FILE = 10 * MB;
/** Bytes of all that one person added and that is still there. */
export const MOST_OF_ONE = 500 * MB;
/** In one text. */
export const MOST_IN_TEXT = 20;
/** Of a picture: more than any phone takes in its usual mode, and what still fits into memory when it is unpacked. */
export const MOST_PIXELS = 60_000_000;
export const LONGEST_ALTERNATIVE = 250;

export const KIND_WORDS: Record<FileKind, string> = {
  picture: "picture",
  pdf: "PDF",
  docx: "Word document",
  xlsx: "Excel spreadsheet",
  pptx: "PowerPoint presentation",
  odt: "OpenDocument text",
  ods: "OpenDocument spreadsheet",
  csv: "CSV",
  txt: "text file",
};

export type FileBlocker =
  | "nothing"
  | "patient"
  | "undescribed"
  | "too-large"
  | "kind"
  | "heic"
  | "old-office"
  | "macros"
  | "packed"
  | "too-many-pixels"
  | "too-tall"
  | "broken"
  | "infected"
  | "full"
  | "away";

export const FILE_REFUSALS: Record<FileBlocker, string> = {
  nothing: "Choose a picture or file.",
  patient: "The name of this file may identify a patient, and it is shown where the file is. Give it another name, then choose it again.",
  undescribed: "Say in a few words what the picture shows, or tick that it is decoration. Then choose it again.",
  "too-large":
    "This file is larger than 10 MB. Make it smaller, for example by saving the picture in a smaller size, then choose it again.",
  kind: "Files of this kind cannot be added. Save it as a picture (JPEG or PNG), a PDF, or a Word, Excel or PowerPoint file, then choose that.",
  heic: "This picture is in Apple’s HEIC format, and cannot be read here. Save it as JPEG, then choose that.",
  "old-office":
    "This file is protected with a password, or in the format that Office used before 2007. Save it without a password as .docx, .xlsx or .pptx, then choose that.",
  macros: "This file holds macros, which can do harm on other computers. Save it without macros, then choose that.",
  packed:
    "This file unpacks to far more than it holds, or is protected with a password, so it cannot be added. Save it anew, then choose that.",
  "too-many-pixels": "This picture has more than 60 million pixels. Save it in a smaller size, then choose that.",
  "too-tall": "This picture is too tall to be shown. Cut it into several, then choose those.",
  broken: "This file cannot be read. It may be damaged: open it on your computer and save it anew, then choose that.",
  infected: "A virus scanner found something harmful in this file, so it was not added. Check your computer before you send it to anybody.",
  away: "Pictures and files cannot be stored at the moment. Your text is kept. Choose it again in a few minutes.",
  full: "You have added 500 MB of pictures and files, the most that one person can. Remove what you no longer need from your posts first.",
};

export const isPictureKind = (kind: FileKind): boolean => kind === "picture";

/** Who writes where pictures and files can stand: members, specialists in their groups, and editors. */
export const mayAddFiles = (actor: Actor): boolean =>
  actor.kind === "person" &&
  (actor.roles.includes("member") || actor.groups.length > 0 || may(actor, "edit-pages") || may(actor, "manage-settings"));
