const ENTITIES: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&nbsp;": "\u00a0" };

/** The words of a stored text, as our own renderer writes them. */
export const plainHtml = (html: string): string =>
  html
    .replace(/<[^>]*>/g, "")
    .replace(/&[#a-z0-9]+;/g, (entity) => ENTITIES[entity] ?? entity)
    .trim();
