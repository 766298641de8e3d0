import type { FileKind } from "#db/schema/files";
import { isPictureKind, KIND_WORDS } from "./file.policy";
import { widthsOf } from "./pictures.server";

export type ShownFile = { code: string; kind: FileKind; name: string; size: number; width: number | null; height: number | null };

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

export const addressOf = (code: string, part: string) => `/files/${code}/${encodeURIComponent(part)}`;

/** The part of the storage that holds all of a file: a picture's largest width. */
export const widestPart = ({ kind, width }: Pick<ShownFile, "kind" | "width">): string => (isPictureKind(kind) ? `${width}.webp` : "file");

/** Where a file opens: a picture in its largest width. */
export const fileAddress = (file: ShownFile): string => addressOf(file.code, isPictureKind(file.kind) ? widestPart(file) : file.name);

/** “120 kB”, “2.4 MB”. */
export const sizeInWords = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

/** What a text shows of a file: a picture in the width that fits, which leads to the largest; of others a link with kind and size. */
export function fileHtml(file: ShownFile, words: string): string {
  const { code, kind, name, size, width, height } = file;
  if (!isPictureKind(kind))
    return `<a data-file="${code}" href="${fileAddress(file)}">${escaped(words || name)}</a> (${KIND_WORDS[kind]}, ${sizeInWords(size)})`;
  const widths = widthsOf(width!);
  const set = widths.map((each) => `${addressOf(code, `${each}.webp`)} ${each}w`).join(", ");
  const middle = widths.find((each) => each >= 960) ?? width!;
  const shown =
    `<img data-file="${code}" src="${addressOf(code, `${middle}.webp`)}" srcset="${set}" ` +
    `sizes="(min-width: 48em) 44em, 100vw" alt="${escaped(words)}" width="${width}" height="${height}" loading="lazy" />`;
  // a link needs words, and what is decoration has none
  return words ? `<a href="${fileAddress(file)}">${shown}</a>` : shown;
}

/** What a text says in place of a file that a scanner refused after it was let in. It bears the mark of a use, so that its row stays. */
export const refusedHtml = ({ code, name }: Pick<ShownFile, "code" | "name">, words: string): string =>
  `<em data-file="${code}">“${escaped(words || name)}” was removed: a virus scanner found something harmful in it.</em>`;

/** What stands in a text for a file. A picture without words is decoration. */
export const fileMarkdown = ({ code, kind, name }: Pick<ShownFile, "code" | "kind" | "name">, words: string): string =>
  isPictureKind(kind) ? `![${plain(words)}](file:${code})` : `[${plain(words || name)}](file:${code})`;

/** Without what would end the words in Markdown. */
const plain = (words: string) => words.replace(/[[\]\\\s]+/g, " ").trim();
