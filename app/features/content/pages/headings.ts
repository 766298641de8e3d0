export type Heading = { id: string; text: string };

const HEADING = /<h2 id="(section-[a-z0-9-]+)">(.*?)<\/h2>/gs;
const ENTITIES: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&nbsp;": "\u00a0" };

/** The first headings of a stored text, as our own renderer writes them: what a list of contents leads to. */
export function headingsOf(html: string): Heading[] {
  return [...html.matchAll(HEADING)].map(([, id, inner]) => ({
    id: id!,
    text: inner!
      .replace(/<[^>]*>/g, "")
      .replace(/&[#a-z0-9]+;/g, (entity) => ENTITIES[entity] ?? entity)
      .trim(),
  }));
}
