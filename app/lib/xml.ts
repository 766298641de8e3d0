import { isolated } from "./right-to-left";

// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no way to write them
const UNWRITABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu;

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text for between tags or inside an attribute of XML; no CDATA, which its own end could leave. */
export const escapeXml = (text: string) =>
  isolated(text)
    .replace(UNWRITABLE, "")
    .replace(/[&<>"']/g, (letter) => ENTITIES[letter]!);
