import { editPath } from "./edit-path";
import type { PageText } from "./page.schema";

/** What of a page may identify a patient, by the form's fields. */
export const guardedTexts = ({ title, summary, teaser, body }: PageText) => ({ title, summary, teaser, body });

/** Where it stands, for those who are told of it. */
export const guardedPage = (code: string) => ({ place: "page" as const, path: editPath(code) });
