import { withoutOffsiteMarks } from "~/lib/markdown.server";
import { plainHtml } from "~/lib/plain-html";

const LONGEST = 300;
/** A quote with no other in it. */
const QUOTE = /<blockquote>(?:(?!<\/?blockquote>)[\s\S])*<\/blockquote>/g;
/** Where a line of its own ends: what follows is another word. */
const LINE_END = /<(br|hr|\/(p|li|h[2-4]|pre|td|th))\b[^>]*>/g;

/** What a post begins with, in plain words, cut between two; what it quotes is left out, where it says anything else. */
export function openingOf(html: string): string {
  const words = wordsOf(withoutQuotes(html)) || wordsOf(html);
  if (words.length <= LONGEST) return words;
  const cut = [...words].slice(0, LONGEST).join("");
  return `${cut.replace(/\s+\S*$/, "").replace(/[\s,;:–]+$/, "")}…`;
}

const wordsOf = (html: string) => plainHtml(withoutOffsiteMarks(html).replace(LINE_END, "$& ")).replace(/\s+/g, " ").trim();

function withoutQuotes(html: string): string {
  const without = html.replace(QUOTE, "");
  return without === html ? html : withoutQuotes(without);
}
