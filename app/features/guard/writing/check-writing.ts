import type { Finding } from "~/components/forms/form-state";
import { findPatientDetails } from "~/features/guard/patient-details.policy";
import {
  type BlockForm,
  type DirectiveProblem,
  type Directives,
  directivesIn,
  isLive,
  MOST_LIVE,
  MOST_SNIPPETS,
} from "~/lib/markdown/directives";
import { type Avoided, readability } from "./plain-words";

/** Where a link leads that not all readers can follow, and what is said of it. */
export type WrongLink = { address: string; words: string };

type Given = { form: BlockForm; avoided: readonly Avoided[]; links?: readonly WrongLink[]; snippets?: readonly string[]; year: number };

/** A writer who has more to look at sees the next when these are done. */
const MOST_SHOWN = 50;
/** The style manual of GOV.UK: above it readers lose the thread. */
const LONGEST_SENTENCE = 25;

const AS_TYPED = "this line is shown as you typed it";

const PROBLEMS: Record<DirectiveProblem["problem"], (name: string) => string> = {
  unknown: (name) => `There is no block “${name}” here: it is shown as you typed it`,
  unclosed: (name) => `“${name}” is not closed: put a line of ::: behind its words`,
  "too-deep": (name) => `“${name}” stands in more than three others: it is shown as you typed it`,
  "nothing-to-close": () => "This line of ::: closes nothing",
  "wrong-words": (name) => `“${name}” needs other words behind it: see the page about blocks`,
};

const IMAGE = /!\[([^\]\n]{0,300})\]\(([^)\s]{0,500})\)/g;
const NO_WORDS = /^(?:image|photo|picture|img[\W_]?\d*|dsc[\W_]?\d*|screenshot.{0,40}|[^ ]{1,80}\.(?:jpe?g|png|gif|webp|heic))?$/i;
const LINK = /(?<!!)\[([^\]\n]{1,300})\]\(([^)\s]{0,500})\)/g;
const SAYS_NOTHING =
  /^(?:click )?(?:here|this|link|this link|this page|more|read more|more information|find out more|click|download|page)[.!]?$/i;
const NOTE_MARK = /\[\^([a-z0-9-]{1,30})\]/gi;
const HEADING = /^(#{1,6}) +\S/;

type Line = { text: string; start: number };

/** What a writer may want to look at before others read it, in the order of the text. It hinders nobody. */
export function checkWriting(text: string, { form, avoided, links = [], snippets, year }: Given): Finding[] {
  const lines = linesOf(text);
  const directives = directivesIn(text, form);
  const found = [
    ...directives.problems.map(({ line, name, problem }) => wholeLine(lines[line]!, PROBLEMS[problem](name))),
    ...notShown(directives, snippets).map(({ line, words }) => wholeLine(lines[line]!, words)),
    ...checkLines(lines, text),
    ...wrongLinks(text, links),
    ...longSentences(lines),
    ...avoidedWords(text, avoided),
    ...findPatientDetails(text, year).map(({ start, end }) =>
      at(start, end, "This may identify a patient: you are asked about it when you save"),
    ),
  ];
  const placed = found.sort((one, other) => one.start - other.start).slice(0, MOST_SHOWN);
  const hard = readability(text);
  return [
    ...placed.map((finding) => ({ ...finding, line: lineAt(lines, finding.start) })),
    ...(hard ? [{ start: 0, end: 0, line: 0, words: hard }] : []),
  ];
}

type Place = Omit<Finding, "line">;
const at = (start: number, end: number, words: string): Place => ({ start, end, words });
const wholeLine = ({ start, text }: Line, words: string): Place => at(start, start + text.length, words);

/** Lines outside of code; those within are empty. */
function linesOf(text: string): Line[] {
  let [start, fence] = [0, ""];
  return text.split("\n").map((typed) => {
    const line = { text: typed, start };
    start += typed.length + 1;
    const [, marks = ""] = /^ {0,3}(`{3,}|~{3,})/.exec(typed) ?? [];
    const isCode = fence !== "" || marks !== "";
    if (fence === "") fence = marks;
    else if (marks.startsWith(fence) && typed.trim() === marks) fence = "";
    return isCode ? { ...line, text: "" } : line;
  });
}

/** By halves: texts have many lines and many findings. */
function lineAt(lines: readonly Line[], start: number): number {
  let [low, high] = [0, lines.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (lines[middle]!.start <= start) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}

function checkLines(lines: readonly Line[], whole: string): Place[] {
  const found: Place[] = [];
  const notes = new Set([...whole.matchAll(/^\[\^([a-z0-9-]{1,30})\]:[ \t]+\S/gim)].map(([, name]) => name!.toLowerCase()));
  let level = 1;
  for (const line of lines) {
    const { text, start } = line;
    const say = ({ 0: typed, index }: RegExpMatchArray, words: string) =>
      found.push(at(start + index!, start + index! + typed.length, words));
    for (const match of text.matchAll(IMAGE))
      if (NO_WORDS.test(match[1]!.trim())) say(match, "Say what the picture shows, for those who do not see it");
    for (const match of text.matchAll(LINK))
      if (SAYS_NOTHING.test(match[1]!.trim())) say(match, `“${match[1]!.trim()}” does not say where the link leads`);
    for (const match of text.matchAll(NOTE_MARK))
      if (!notes.has(match[1]!.toLowerCase()))
        say(match, `There is no note “${match[1]}”: write it in a line of its own, as [^${match[1]}]: its words`);
    const [, marks] = HEADING.exec(text) ?? [];
    if (marks) {
      // the page has its own heading above: one hash stands beside two
      const own = Math.max(2, marks.length);
      if (own > level + 1) found.push(wholeLine(line, "This heading skips a level: use fewer hashes"));
      level = own;
    }
  }
  return found;
}

/** Lines that are right and are shown as they were typed all the same: of more than a page may have, and of a snippet that is not there. */
function notShown({ blocks }: Directives, there?: readonly string[]): { line: number; words: string }[] {
  let [snippets, live] = [0, 0];
  return [...blocks].flatMap(([line, { name, words }]) => {
    if (name === "snippet" && there && !there.includes(words)) return [{ line, words: `There is no snippet “${words}”: ${AS_TYPED}` }];
    if (name === "snippet" && ++snippets > MOST_SNIPPETS) return [{ line, words: `A page shows ${MOST_SNIPPETS} snippets: ${AS_TYPED}` }];
    if (isLive(name) && ++live > MOST_LIVE) return [{ line, words: `A page has ${MOST_LIVE} lines like “${name}”: ${AS_TYPED}` }];
    return [];
  });
}

function wrongLinks(text: string, links: readonly WrongLink[]): Place[] {
  return links.map(({ address, words }) => {
    const start = text.indexOf(address);
    return start < 0 ? at(0, 0, words) : at(start, start + address.length, words);
  });
}

/** A table's row, a heading and a list of links have no sentences. */
function longSentences(lines: readonly Line[]): Place[] {
  return lines.flatMap(({ text, start }) => {
    if (/^\s*(?:\||#|:|\[\^)/.test(text)) return [];
    return [...text.matchAll(/[^.!?\s][^.!?]*[.!?]*/g)].flatMap(({ 0: sentence, index }) => {
      const words = sentence.match(/[\p{L}\p{N}’'-]+/gu)?.length ?? 0;
      if (words <= LONGEST_SENTENCE) return [];
      return [
        at(start + index, start + index + sentence.length, `A sentence of ${words} words: ${LONGEST_SENTENCE} or fewer are read with ease`),
      ];
    });
  });
}

/** As words are compared, whichever apostrophe was typed. */
const folded = (words: string): string => words.toLowerCase().replaceAll("’", "'");

function avoidedWords(text: string, avoided: readonly Avoided[]): Place[] {
  if (avoided.length === 0) return [];
  const instead = new Map(avoided.map(({ words, instead }) => [folded(words), instead]));
  const sought = [...instead.keys()]
    .sort((one, other) => other.length - one.length)
    .map((words) => words.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replaceAll("'", "['’]"));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${sought.join("|")})(?![\\p{L}\\p{N}])`, "giu");
  return [...text.matchAll(pattern)].map(({ 0: typed, index }) => {
    const better = instead.get(folded(typed));
    return at(index, index + typed.length, better ? `Write “${better}” in place of “${typed}”` : `This site avoids “${typed}”`);
  });
}
