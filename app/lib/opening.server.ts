import { withoutOffsiteMarks } from "./markdown.server";
import { plainHtml } from "./plain-html";

const LONGEST = 300;
/** A quote with no other in it. */
const QUOTE = /<blockquote\b[^>]*>(?:(?!<\/?blockquote\b)[\s\S])*<\/blockquote>/g;
/** Where a line of its own ends: what follows is another word. */
const LINE_END = /<(br|hr|\/(p|li|h[2-4]|pre|td|th))\b[^>]*>/g;

/** What people see as one character, also where it is stored as several. */
const CHARACTERS = new Intl.Segmenter("en", { granularity: "grapheme" });

/** What a text begins with, in plain words, whole ones where they end early enough. Quotes are left out, where it says anything else. */
export function openingOf(html: string): string {
  const words = wordsOf(withoutQuotes(html)) || wordsOf(html);
  const first = [...words].slice(0, LONGEST).join("");
  if (first === words) return words;
  const cut = words.slice(0, CHARACTERS.segment(words).containing(first.length)!.index);
  return `${cut.replace(/\s+\S{0,40}$/, "").replace(/[\s,;:–]+$/, "")}…`;
}

/** All its words in one line. */
export const wordsOf = (html: string) => plainHtml(withoutOffsiteMarks(html).replace(LINE_END, "$& ")).replace(/\s+/g, " ").trim();

function withoutQuotes(html: string): string {
  const without = html.replace(QUOTE, "");
  return without === html ? html : withoutQuotes(without);
}
