import { exportAsHtml } from "./export-html";
import { exportAsJson } from "./export-json";

/** What a person's copy is written as: to read, and to reuse. */
export const COPY_FORMATS = {
  html: { type: "text/html", write: exportAsHtml },
  json: { type: "application/json", write: exportAsJson },
} as const;
