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

/** A picture in its narrowest width: for lists, and to look at. */
export const thumbnail = (code: string, width: number): string => addressOf(code, `${widthsOf(width)[0]}.webp`);

/** “120 kB”, “2.4 MB”. */
export const sizeInWords = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

/** Of a picture: which part of it stays where it is cropped. */
export type Focal = { focalX: number; focalY: number };

/** Places are told apart in steps of so many per cent. */
const STEP = 10;
const stepOf = (percent: number) => Math.round(percent / STEP) * STEP;

/** No style stands in a page: each step has a class. In the middle, where pictures are cropped anyway, there is none. */
export const focalClass = ({ focalX, focalY }: Focal): string =>
  [stepOf(focalX) === 50 ? "" : `pn-x-${stepOf(focalX)}`, stepOf(focalY) === 50 ? "" : `pn-y-${stepOf(focalY)}`].filter(Boolean).join(" ");

/** Kind and size as a writer typed them behind the words of a link, which has them by itself. */
const TYPED_KIND = /\s*[([](?:PDF|Word|Excel|PowerPoint|OpenDocument|CSV|docx?|xlsx?|pptx?|od[ts]|txt|text)\b[^()[\]]{0,40}[)\]]\s*$/i;

/**
 * What a text shows of a file: a picture in the width that fits, which leads to the largest, with what stands below it; of others a link
 * that says kind and size.
 */
export function fileHtml(file: ShownFile & Partial<Focal>, words: string, caption = ""): string {
  const { code, kind, name, size, width, height, focalX = 50, focalY = 50 } = file;
  if (!isPictureKind(kind)) {
    const said = words.replace(TYPED_KIND, "") || name.replace(/\.\w+$/, "");
    return `<a data-file="${code}" href="${fileAddress(file)}">${escaped(said)} (${KIND_WORDS[kind]}, ${sizeInWords(size)})</a>`;
  }
  const widths = widthsOf(width!);
  const set = widths.map((each) => `${addressOf(code, `${each}.webp`)} ${each}w`).join(", ");
  const middle = widths.find((each) => each >= 960) ?? width!;
  const focal = focalClass({ focalX, focalY });
  const shown =
    `<img data-file="${code}" src="${addressOf(code, `${middle}.webp`)}" srcset="${set}" sizes="(min-width: 48em) 44em, 100vw" ` +
    `alt="${escaped(words)}" width="${width}" height="${height}" loading="lazy"${focal ? ` class="${focal}"` : ""} />`;
  // a link needs words, and what is decoration has none
  const linked = words ? `<a href="${fileAddress(file)}">${shown}</a>` : shown;
  return caption ? `<figure>${linked}<figcaption>${escaped(caption)}</figcaption></figure>` : linked;
}

/** What a text says in place of a file that a scanner refused after it was let in. It bears the mark of a use, so that its row stays. */
export const refusedHtml = ({ code, name }: Pick<ShownFile, "code" | "name">, words: string): string =>
  `<em data-file="${code}">“${escaped(words || name)}” was removed: a virus scanner found something harmful in it.</em>`;

/** What stands in a text for a file. A picture without words is decoration. */
export const fileMarkdown = ({ code, kind, name }: Pick<ShownFile, "code" | "kind" | "name">, words: string): string =>
  isPictureKind(kind) ? `![${plain(words)}](file:${code})` : `[${plain(words || name)}](file:${code})`;

/** Without what would end the words in Markdown. */
const plain = (words: string) => words.replace(/[[\]\\\s]+/g, " ").trim();
