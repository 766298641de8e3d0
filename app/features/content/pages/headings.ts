import { plainHtml } from "~/lib/plain-html";

export type Heading = { id: string; text: string };

const HEADING = /<h2 id="(section-[a-z0-9-]+)">(.*?)<\/h2>/gs;

/** The first headings of a stored text, as our own renderer writes them: what a list of contents leads to. */
export function headingsOf(html: string): Heading[] {
  return [...html.matchAll(HEADING)].map(([, id, inner]) => ({ id: id!, text: plainHtml(inner!) }));
}
