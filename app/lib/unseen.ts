/**
 * What shows nothing: spaces of all kinds, zero-width and formatting characters, fillers, marks
 * without a letter, the blank Braille pattern.
 */
const UNSEEN = String.raw`\p{C}\p{Z}\p{M}\p{White_Space}\p{Default_Ignorable_Code_Point}\u2800`;
const SEEN = new RegExp(`[^${UNSEEN}]`, "u");
const MARKS_OF_MARKDOWN = "#>*_~`|\\-";
const WORDS = new RegExp(`[^${UNSEEN}${MARKS_OF_MARKDOWN}]`, "u");
const UNSEEN_END = /^[\s\p{Z}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]$/u;

/**
 * Characters that turn the order of the words after them (Unicode's embeddings, overrides and isolates):
 * a name in a list would turn its neighbours.
 */
export const DIRECTIONS = /[\u202A-\u202E\u2066-\u2069]/g;

/** What stands in one line: a name with line ends would write lines of its own into a mail, one with heaps of marks over its neighbours. */
export const inOneLine = (text: string): string =>
  text
    .replace(/\s+/g, " ")
    .replace(/(\p{M}{3})\p{M}+/gu, "$1")
    .trim();

/**
 * A text from its first line that has something to its last. Spaces and tabs of these stay: a tab is where a table has an empty corner or
 * a last cell without words, spaces are how deep a list's first line stands.
 */
export function withoutEmptyEnds(text: string): string {
  const to = text.trimEnd().length;
  if (to === 0) return "";
  const end = text.indexOf("\n", to);
  return text.slice(text.lastIndexOf("\n", text.search(/\S/)) + 1, end < 0 ? undefined : end);
}

/** Whether a text shows anything. Of a Chinese, Arabic or Hindi text or an emoji there is always something to see. */
export const isSeen = (text: string): boolean => SEEN.test(text);

/** Whether a Markdown text says anything: marks without words between them show nothing. */
export const hasWords = (markdown: string): boolean => WORDS.test(markdown);

/**
 * A copied e-mail address without what came along: a name before it, angle brackets, “mailto:”, a subject, separators, characters that
 * nobody sees. Where the name is another address, all is left as it was: nobody can tell which is meant.
 */
export function pastedAddress(typed: string): string {
  const copied = withoutUnseenEnds(typed.replace(/[;,\s\p{Cf}]+$/u, ""));
  const [, name = "", bracketed = copied] = /^([^<>]*)<([^<>]*)>$/.exec(copied) ?? [];
  const [, address = bracketed] = /^\s*mailto:([^?]*)/i.exec(bracketed) ?? [];
  const plain = withoutUnseenEnds(address);
  const isOther = name.includes("@") && unquoted(name).toLowerCase() !== plain.toLowerCase();
  return isOther ? copied : plain;
}

/** A copied “Name <address>”: the name without quotes around it, the address as `pastedAddress` gives it. */
export function pastedMailbox(typed: string): string {
  const copied = withoutUnseenEnds(typed);
  const [, name = "", address] = /^([^<>]*)(<[^<>]*>)$/.exec(copied) ?? [];
  return address ? `${unquoted(name)} <${pastedAddress(address)}>` : copied;
}

const unquoted = (name: string) => withoutUnseenEnds(name).replace(/^(["'])(.*)\1$/, "$2");

function withoutUnseenEnds(text: string): string {
  const letters = [...text];
  let start = 0;
  let end = letters.length;
  while (start < end && UNSEEN_END.test(letters[start]!)) start++;
  while (end > start && UNSEEN_END.test(letters[end - 1]!)) end--;
  return letters.slice(start, end).join("");
}
