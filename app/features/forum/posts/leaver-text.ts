/** What stands where a quote of somebody was who took their posts along. */
const REMOVED_QUOTE = "> [quote removed by its author]";

/** What stands in a text for a quote that is kept elsewhere repeats nobody. */
const NAMES_POST = /^\s*> ?\[(?:post|comment) \d+(?:, \d+)?\]\s*$/i;

/** A quote repeats somebody from so many letters on; a line without a quote mark must be more telling, as many people write the same. */
const QUOTE_LETTERS = 8;
const PLAIN_LETTERS = 50;

/**
 * A leaver's name, and where it is taken for theirs in what others wrote: `anywhere`; `capitalised`, where each of its words begins so; or
 * `addressed`, behind an @ or above a quote alone, as it is a word like any other.
 */
export type LeaverName = { name: string; counts: "anywhere" | "capitalised" | "addressed" };

/** How a person may be written: their names, and what others type after an @. For finding texts that may name them. */
export function spellingsOf(names: readonly LeaverName[]): string[] {
  return names.flatMap(({ name, counts }) => [...(counts === "addressed" ? [] : [name]), ...mentionsOf(name)]);
}

/** Takes a leaver's names out of a text. */
export function nameRemover(names: readonly LeaverName[]): (text: string) => string {
  const patterns = patternsOf(names);
  return (text) => patterns.reduce((rest, pattern) => rest.replace(pattern, "former member"), text);
}

/** A text of a leaver's, and since when it stood so. */
export type LeaverText = { text: string; since: Date };
/** When somebody else's post was written, and when it was changed last. */
export type Written = { at: Date; changed: Date };

/**
 * Takes out of a Markdown text what it repeats of a leaver's texts: every quote that repeats a line of theirs or is introduced by their
 * name, as a whole, long lines that were copied without a quote mark, and any that stand behind their name. What the leaver quoted is not
 * theirs, and nothing that was written before it repeats it.
 */
export function quoteRemover(names: readonly LeaverName[], texts: readonly LeaverText[]): (markdown: string, written: Written) => string {
  const theirs = indexOf(texts.map(({ text, since }) => ({ text: ownWords(text), since })));
  const repeats = (line: string, letters: number, before: Date) =>
    line.split(/…|\.{3}|\[\.\.\.\]/).some((part) => {
      const words = comparable(part);
      return [...words].length >= letters && theirs(words).some(({ text, since }) => since <= before && text.includes(words));
    });
  const introduces = names.flatMap(introductionsOf);
  const isIntroduction = (line = "") => introduces.some((pattern) => pattern.test(line));
  const speakers = names.flatMap(speakersOf);
  /** What a line says behind their name: “Name: text”. */
  const saidIn = (line: string) => speakers.map(({ before }) => line.replace(before, "")).find((said) => said !== line);
  const isSaid = (line: string) => speakers.some(({ before, isCertain }) => isCertain && before.test(line));
  const repeatsSaid = (line: string, before: Date) => repeats(saidIn(line) ?? "", QUOTE_LETTERS, before);

  return (markdown, { at, changed }) => {
    const kept: string[] = [];
    let above: string | undefined;
    const keep = (lines: readonly string[]) => {
      for (const line of lines) kept.push(line);
      above = lines.filter(Boolean).at(-1) ?? above;
    };
    for (const block of blocksOf(markdown)) {
      if (block.lines.every((line) => NAMES_POST.test(line))) keep(block.lines);
      else if (!block.isQuote) keep(block.lines.filter((line) => !repeats(line, PLAIN_LETTERS, at) && !repeatsSaid(line, changed)));
      else if (
        block.lines.some((line) => repeats(line, QUOTE_LETTERS, changed) || repeatsSaid(line, changed) || isSaid(line)) ||
        isIntroduction(above) ||
        isIntroduction(block.lines[0])
      )
        keep([REMOVED_QUOTE]);
      else keep(block.lines);
    }
    return kept.join("\n");
  };
}

const ownWords = (text: string) =>
  comparable(
    blocksOf(text)
      .filter(({ isQuote }) => !isQuote)
      .flatMap(({ lines }) => lines)
      .join("\n"),
  );

/** So many words in a row are looked up, so that most lines of others are told apart without reading every text of the leaver's. */
const RUN = 3;

/** Gives the texts that may hold some words. The first and the last of these may be pieces of longer ones. */
function indexOf(texts: readonly LeaverText[]): (words: string) => readonly LeaverText[] {
  const withRun = new Map<string, LeaverText[]>();
  for (const text of texts)
    for (const run of new Set(runsOf(text.text))) {
      const found = withRun.get(run);
      if (found) found.push(text);
      else withRun.set(run, [text]);
    }
  return (words) =>
    runsOf(words)
      .slice(1, -1)
      .map((run) => withRun.get(run) ?? [])
      .reduce((fewest, found) => (found.length < fewest.length ? found : fewest), texts);
}

function runsOf(text: string): string[] {
  const words = text.split(" ");
  return words.slice(RUN - 1).map((_, at) => words.slice(at, at + RUN).join(" "));
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
function patternsOf(names: readonly LeaverName[]): RegExp[] {
  const spellings = names.flatMap(({ name, counts }) => [
    ...mentionsOf(name).map((spelling) => ({ spelling, source: bounded(escaped(spelling)), flags: "giu" })),
    ...(counts === "anywhere" ? [{ spelling: name, source: bounded(escaped(name)), flags: "giu" }] : []),
    ...(counts === "capitalised" ? [{ spelling: name, source: bounded(capitalised(name)), flags: "gu" }] : []),
  ]);
  return spellings.sort((a, b) => b.spelling.length - a.spelling.length).map(({ source, flags }) => new RegExp(source, flags));
}

const WROTE = "\\W*(?:wrote|writes|said|says|posted)";

/** The beginning of a line that says whose the rest is: certain of a name that is a word like any other with an @ or “wrote”. */
function speakersOf({ name, counts }: LeaverName): { before: RegExp; isCertain: boolean }[] {
  const colon = "(?:\\s*\\([^)]{0,80}\\))?\\W*:";
  const wrote = `${WROTE}[^:]{0,40}${colon}`;
  const begins = (source: string, end: string, flags: string) => new RegExp(`^\\W*${bounded(source)}(?:${end})`, flags);
  const called = begins(`(?:${mentionsOf(name).map(escaped).join("|")})`, `${wrote}|${colon}`, "iu");
  if (counts !== "addressed")
    return [called, begins(escaped(name), `${wrote}|${colon}`, "iu")].map((before) => ({ before, isCertain: true }));
  return [
    { before: called, isCertain: true },
    { before: begins(capitalised(name), wrote, "u"), isCertain: true },
    { before: begins(capitalised(name), colon, "u"), isCertain: false },
  ];
}

/** The line above a quote that says whose it is. A name that is a word like any other does where it is all of the line, or “wrote”. */
function introductionsOf({ name, counts }: LeaverName): RegExp[] {
  const wrote = `${WROTE}(?:\\s[^:]{0,40}:)?\\W*$`;
  const called = new RegExp(`${bounded(`(?:${mentionsOf(name).map(escaped).join("|")})`)}(?:${wrote}|\\W*$)`, "iu");
  if (counts !== "addressed") return [called, new RegExp(`${bounded(escaped(name))}(?:${wrote}|\\W*$)`, "iu")];
  return [called, new RegExp(`^\\W*${capitalised(name)}\\W*$|${bounded(capitalised(name))}${wrote}`, "u")];
}

const mentionsOf = (name: string) => [...new Set([" ", "", ".", "-", "_"].map((joint) => `@${name.split(/\s+/).join(joint)}`))];
const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replace(/\s+/g, "\\s+");

/** Each word as it is written in a name, or in capitals. */
const capitalised = (name: string) =>
  name
    .split(/\s+/)
    .map((word) => {
      const written = `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
      return `(?:${escaped(written)}|${escaped(word.toUpperCase())})`;
    })
    .join("\\s+");

/** A name ends where its word ends, except in scripts without spaces between words. What stands behind a mailbox's @ is no mention. */
const bounded = (source: string) => `(?<![\\p{Lu}\\p{Ll}\\p{N}])${source}(?![\\p{Lu}\\p{Ll}\\p{N}])`;
