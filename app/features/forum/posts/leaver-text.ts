/** What stands where a quote of somebody was who took their posts along. */
const REMOVED_QUOTE = "> [quote removed by its author]";

/** Shorter names are ordinary letters: they count only with an @ in front. */
const SHORTEST_NAME = 3;
/** A quote repeats somebody from so many letters on; text without a quote mark must be more telling. */
const QUOTE_LETTERS = 8;
const PLAIN_LETTERS = 20;

/** How a person may be written: their names, and what others type after an @. For finding texts that may name them. */
export function spellingsOf(names: readonly string[]): string[] {
  return names.flatMap((name) => [...(isShort(name) ? [] : [name]), ...mentionsOf(name)]);
}

/** Takes a leaver's names out of a text. */
export function nameRemover(names: readonly string[]): (text: string) => string {
  const patterns = patternsOf(names);
  return (text) => patterns.reduce((rest, pattern) => rest.replace(pattern, "former member"), text);
}

/**
 * Takes out of a Markdown text what it repeats of a leaver's texts: every quote that repeats a line of theirs or is introduced by their
 * name, as a whole, and lines that were copied without a quote mark.
 */
export function quoteRemover(names: readonly string[], texts: readonly string[]): (markdown: string) => string {
  const theirs = texts.map(comparable).join("\n");
  const repeats = (line: string, letters: number) =>
    line.split(/…|\.{3}|\[\.\.\.\]/).some((part) => [...comparable(part)].length >= letters && theirs.includes(comparable(part)));
  const introduces = patternsOf(names).map((pattern) => new RegExp(`${pattern.source}\\W*(?:wrote|writes|said|says|posted)?\\W*$`, "iu"));
  const isIntroduction = (line = "") => introduces.some((pattern) => pattern.test(line));

  return (markdown) => {
    const kept: string[] = [];
    for (const block of blocksOf(markdown)) {
      if (!block.isQuote) kept.push(...block.lines.filter((line) => !repeats(line, PLAIN_LETTERS)));
      else if (
        block.lines.some((line) => repeats(line, QUOTE_LETTERS)) ||
        isIntroduction(kept.filter(Boolean).at(-1)) ||
        isIntroduction(block.lines[0])
      )
        kept.push(REMOVED_QUOTE);
      else kept.push(...block.lines);
    }
    return kept.join("\n");
  };
}

type Block = { isQuote: boolean; lines: string[] };

/** Runs of quoted and of other lines. */
function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = [];
  for (const line of markdown.split("\n")) {
    const isQuote = /^\s*>/.test(line);
    const last = blocks.at(-1);
    if (last?.isQuote === isQuote) last.lines.push(line);
    else blocks.push({ isQuote, lines: [line] });
  }
  return blocks;
}

/** A text as it is compared: without marks of Markdown, punctuation of quotes, line ends and case. */
const comparable = (text: string) =>
  text
    .replace(/^[\s>]+/gm, "")
    .replace(/[*_`~"“”'‘’#[\]()\\]/g, "")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();

/** The longest first, so that nothing of a full name is left beside a display name that is a part of it. */
function patternsOf(names: readonly string[]): RegExp[] {
  const spellings = names.flatMap((name) => [...mentionsOf(name), ...(isShort(name) ? [] : [name])]).sort((a, b) => b.length - a.length);
  return spellings.map((spelling) => new RegExp(`${edge(spelling, 0)}${escaped(spelling)}${edge(spelling, -1)}`, "giu"));
}

const isShort = (name: string) => [...name].length < SHORTEST_NAME;
const mentionsOf = (name: string) => [...new Set([" ", "", ".", "-", "_"].map((joint) => `@${name.split(/\s+/).join(joint)}`))];
const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replace(/\s+/g, "\\s+");

/** A name ends where its word ends, except in scripts that put no space between words. */
function edge(name: string, at: 0 | -1): string {
  if (!/[\p{Lu}\p{Ll}]/u.test([...name].at(at) ?? "")) return "";
  return at === 0 ? "(?<![\\p{L}\\p{N}])" : "(?![\\p{L}\\p{N}])";
}
