import { exportAsHtml } from "./export-html";
import { exportAsJson } from "./export-json";

/** What a person's copy is written as: to read, and to reuse. */
export const COPY_FORMATS = {
  html: { type: "text/html", write: exportAsHtml },
  json: { type: "application/json", write: exportAsJson },
} as const;

/** What the file of one's own copy is called. */
export const copyName = (madeAt: Date, ending: string): string =>
  `my-information-${madeAt.toISOString().slice(0, 19).replace(/[:T]/g, "-")}.${ending}`;
