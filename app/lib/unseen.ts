/** What shows nothing: spaces of all kinds, zero-width and formatting characters, fillers, marks without a letter, the blank Braille pattern. */
const UNSEEN = String.raw`\p{C}\p{Z}\p{M}\p{White_Space}\p{Default_Ignorable_Code_Point}\u2800`;
const SEEN = new RegExp(`[^${UNSEEN}]`, "u");
const MARKS_OF_MARKDOWN = "#>*_~`|\\-";
const WORDS = new RegExp(`[^${UNSEEN}${MARKS_OF_MARKDOWN}]`, "u");
const UNSEEN_END = /^[\s\p{Z}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]$/u;

/** Characters that turn the order of the words after them (Unicode's embeddings, overrides and isolates): a name in a list would turn its neighbours. */
export const DIRECTIONS = /[\u202A-\u202E\u2066-\u2069]/g;

/** What stands in one line: a name with line ends would write lines of its own into a mail, one with heaps of marks over its neighbours. */
export const inOneLine = (text: string): string =>
  text
    .replace(/\s+/g, " ")
    .replace(/(\p{M}{3})\p{M}+/gu, "$1")
    .trim();

/** Whether a text shows anything. Of a Chinese, Arabic or Hindi text or an emoji there is always something to see. */
export const isSeen = (text: string): boolean => SEEN.test(text);

/** Whether a Markdown text says anything: marks without words between them show nothing. */
export const hasWords = (markdown: string): boolean => WORDS.test(markdown);

/** A copied e-mail address without what came along: “mailto:”, angle brackets, a subject, characters that nobody sees. */
export function pastedAddress(typed: string): string {
  const copied = withoutUnseenEnds(typed);
  const [, inside = copied] = /^<([^<>]*)>$/.exec(copied) ?? [];
  const [, address = inside] = /^mailto:([^?]*)/i.exec(inside) ?? [];
  return withoutUnseenEnds(address);
}

function withoutUnseenEnds(text: string): string {
  const letters = [...text];
  let start = 0;
  let end = letters.length;
  while (start < end && UNSEEN_END.test(letters[start]!)) start++;
  while (end > start && UNSEEN_END.test(letters[end - 1]!)) end--;
  return letters.slice(start, end).join("");
}
