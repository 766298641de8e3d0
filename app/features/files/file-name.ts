import type { FileKind } from "#db/schema/files";
import { DIRECTIONS } from "~/lib/unseen";

const LONGEST = 80;
/** What a path, a header or Markdown would read as something else. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const SIGNS = /[\u0000-\u001F\u007F/\\:*?"<>|[\]()`]+/g;

/** A name as people read it: no path, nothing unseen, and the ending of what it is. */
export function fileName(typed: string, kind: FileKind): string {
  const last = typed.split(/[/\\]/).at(-1) ?? "";
  const seen = last
    .normalize("NFC")
    .replace(DIRECTIONS, "")
    .replace(/\p{Cf}/gu, "")
    .replace(SIGNS, " ");
  const words = seen
    .replace(/\.[a-z0-9]{1,5}$/i, "")
    .replace(/^[\s.]+|[\s.]+$/g, "")
    .replace(/\s+/g, " ");
  const stem = [...words].slice(0, LONGEST).join("").trim() || (kind === "picture" ? "Picture" : "File");
  return `${stem}.${kind === "picture" ? "webp" : kind}`;
}
