/** What shows nothing: spaces of all kinds, zero-width and formatting characters, fillers, marks without a letter, the blank Braille pattern. */
const UNSEEN = String.raw`\p{C}\p{Z}\p{M}\p{White_Space}\p{Default_Ignorable_Code_Point}\u2800`;
const SEEN = new RegExp(`[^${UNSEEN}]`, "u");
const MARKS_OF_MARKDOWN = "#>*_~`|\\-";
const WORDS = new RegExp(`[^${UNSEEN}${MARKS_OF_MARKDOWN}]`, "u");
const ENDS = String.raw`[\s\p{Z}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]+`;
const AROUND = new RegExp(`^${ENDS}|${ENDS}$`, "gu");

/** Characters that turn the order of the words after them (Unicode's embeddings, overrides and isolates): a name in a list would turn its neighbours. */
export const DIRECTIONS = /[\u202A-\u202E\u2066-\u2069]/g;

/** Whether a text shows anything. Of a Chinese, Arabic or Hindi text or an emoji there is always something to see. */
export const isSeen = (text: string): boolean => SEEN.test(text);

/** Whether a Markdown text says anything: marks without words between them show nothing. */
export const hasWords = (markdown: string): boolean => WORDS.test(markdown);

/** A copied e-mail address without what came along: “mailto:”, angle brackets, a subject, characters that nobody sees. */
export function pastedAddress(typed: string): string {
  const [, inside] = /^<([^<>]*)>$/.exec(typed.replace(AROUND, "")) ?? [];
  const [, address] = /^mailto:([^?]*)/i.exec(inside ?? typed.replace(AROUND, "")) ?? [];
  return (address ?? inside ?? typed).replace(AROUND, "");
}
